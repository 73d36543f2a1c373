//! A web page as a tree of elements and words.

pub(super) const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The number of no node.
const NONE: usize = usize::MAX;

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    entries: Vec<Entry>,
}

/// A node of the tree, with its relatives; [`NONE`] for one that there is not.
#[derive(Debug)]
struct Entry {
    kind: Kind,
    parent: usize,
    first: usize,
    last: usize,
    next: usize,
    previous: usize,
}

impl Entry {
    fn new(kind: Kind, parent: usize) -> Self {
        Self {
            kind,
            parent,
            first: NONE,
            last: NONE,
            next: NONE,
            previous: NONE,
        }
    }
}

/// What an element says, by the names of its attributes.
pub(super) type Attributes = Vec<(&'static str, Box<str>)>;

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The page itself.
    Page,
    Element {
        name: &'static str,
        attributes: Attributes,
    },
    Words(String),
}

/// Where a node is put.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    parent: usize,
    /// The child that comes next; [`NONE`] behind all of them.
    next: usize,
}

impl Slot {
    /// Behind all that stands in a node.
    pub fn last_in(parent: usize) -> Self {
        Self { parent, next: NONE }
    }
}

/// A node of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    id: usize,
}

impl Tree {
    /// A page in which nothing stands.
    pub fn new() -> Self {
        Self {
            entries: vec![Entry::new(Kind::Page, NONE)],
        }
    }

    /// What the whole page stands in.
    pub fn root(&self) -> Node<'_> {
        self.node(0)
    }

    /// The node with this number.
    pub fn node(&self, id: usize) -> Node<'_> {
        Node { tree: self, id }
    }

    /// How many nodes there are, those taken out counted.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// All nodes by number, each before those that stand in it; those taken out, too.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.entries.len()).map(|id| self.node(id))
    }

    /// Takes a node, with all that stands in it, out of the page.
    pub fn remove(&mut self, id: usize) {
        let Entry {
            parent,
            next,
            previous,
            ..
        } = self.entries[id];
        match previous {
            NONE if parent == NONE => {}
            NONE => self.entries[parent].first = next,
            previous => self.entries[previous].next = next,
        }
        match next {
            NONE if parent == NONE => {}
            NONE => self.entries[parent].last = previous,
            next => self.entries[next].previous = previous,
        }
        let entry = &mut self.entries[id];
        (entry.parent, entry.next, entry.previous) = (NONE, NONE, NONE);
    }

    /// Right before a node that is not the page itself.
    pub fn before(&self, id: usize) -> Slot {
        Slot {
            parent: self.entries[id].parent,
            next: id,
        }
    }

    /// The child before a slot.
    fn previous(&self, slot: Slot) -> usize {
        match slot.next {
            NONE => self.entries[slot.parent].last,
            next => self.entries[next].previous,
        }
    }

    /// Adds words, to those that they follow if they do.
    pub fn add_words(&mut self, words: &str, slot: Slot) {
        let previous = self.previous(slot);
        if let Some(Entry {
            kind: Kind::Words(said),
            ..
        }) = self.entries.get_mut(previous)
        {
            said.push_str(words);
        } else {
            self.add(Kind::Words(words.to_owned()), slot);
        }
    }

    /// Adds a node; its number comes back.
    pub fn add(&mut self, kind: Kind, slot: Slot) -> usize {
        let id = self.entries.len();
        let previous = self.previous(slot);
        let Slot { parent, next } = slot;
        self.entries.push(Entry {
            next,
            previous,
            ..Entry::new(kind, parent)
        });
        match previous {
            NONE => self.entries[parent].first = id,
            previous => self.entries[previous].next = id,
        }
        match next {
            NONE => self.entries[parent].last = id,
            next => self.entries[next].previous = id,
        }
        id
    }
}

impl<'t> Node<'t> {
    /// Its number; that of every node in it is higher.
    pub fn id(self) -> usize {
        self.id
    }

    fn entry(self) -> &'t Entry {
        &self.tree.entries[self.id]
    }

    fn at(self, id: usize) -> Option<Self> {
        (id != NONE).then_some(Node {
            tree: self.tree,
            id,
        })
    }

    /// The name of an element; empty for words and for the page itself.
    pub fn name(self) -> &'static str {
        match self.entry().kind {
            Kind::Element { name, .. } => name,
            _ => "",
        }
    }

    /// Is it an element called `name`?
    pub fn is(self, name: &str) -> bool {
        self.name() == name
    }

    pub fn is_element(self) -> bool {
        matches!(self.entry().kind, Kind::Element { .. })
    }

    /// The words that it is; `None` for an element.
    pub fn words(self) -> Option<&'t str> {
        match &self.entry().kind {
            Kind::Words(words) => Some(words),
            _ => None,
        }
    }

    /// All the words that stand in it.
    pub fn text(self) -> String {
        self.descendants().filter_map(Node::words).collect()
    }

    /// What an attribute says.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        let Kind::Element { attributes, .. } = &self.entry().kind else {
            return None;
        };
        let mut said = attributes.iter();
        said.find(|(said, _)| *said == name)
            .map(|(_, value)| &**value)
    }

    pub fn parent(self) -> Option<Self> {
        self.at(self.entry().parent)
    }

    /// What it stands in, from its parent outwards.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    pub fn children(self) -> impl Iterator<Item = Self> {
        let next = |node: &Self| node.at(node.entry().next);
        std::iter::successors(self.at(self.entry().first), next)
    }

    /// Its children, the last first.
    pub fn children_back(self) -> impl Iterator<Item = Self> {
        let previous = |node: &Self| node.at(node.entry().previous);
        std::iter::successors(self.at(self.entry().last), previous)
    }

    /// The one element right in it, when there is but one.
    pub fn only_element(self) -> Option<Self> {
        let mut elements = self.children().filter(|child| child.is_element());
        elements.next().filter(|_| elements.next().is_none())
    }

    /// Itself and all that stands in it, in the order of the page.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
        let behind = move |node: Self| {
            let mut node = node;
            while node.id != self.id {
                if let Some(next) = node.at(node.entry().next) {
                    return Some(next);
                }
                node = node.parent()?;
            }
            None
        };
        std::iter::successors(Some(self), move |node| {
            node.at(node.entry().first).or_else(|| behind(*node))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives() {
        let tree = Tree::of("<div id=d>a<p title=t class='b &amp; c'>b<i>c</i></p></div>").unwrap();
        let div = tree.root().only_element().unwrap();
        assert_eq!(
            (div.name(), div.attribute("id"), div.attribute("class")),
            ("div", Some("d"), None)
        );
        let p = div.only_element().unwrap();
        assert_eq!(p.attribute("class"), Some("b & c"));
        assert_eq!((div.text().as_str(), p.text().as_str()), ("abc", "bc"));
        let italic = p.only_element().unwrap();
        let around: Vec<_> = italic.ancestors().map(Node::name).collect();
        assert_eq!(around, ["p", "div", ""]);
        assert_eq!(p.descendants().count(), 4);
    }

    #[test]
    fn nodes_are_taken_out() {
        for (name, left) in [("p", ["b", "i"]), ("b", ["p", "i"]), ("i", ["p", "b"])] {
            let mut tree = Tree::of("<p>a</p><b>b</b><i>c</i>").unwrap();
            let found = tree.root().children().find(|node| node.is(name));
            tree.remove(found.unwrap().id());
            assert!(tree.root().children().map(Node::name).eq(left));
            assert!(
                tree.root()
                    .children_back()
                    .map(Node::name)
                    .eq(left.into_iter().rev())
            );
        }
    }
}
