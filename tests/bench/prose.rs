//! News as people write it: sentences of many shapes, not quite half of them with a figure.

use std::fmt::Write as _;

use super::generate::Dice;

/// Sentences without a figure.
const PLAIN: &[&str] = &[
    "The minister did not say when the talks would resume, or who would take part in them.",
    "Residents of the old town said they had been told to leave their homes before dawn.",
    "“We have waited long enough,” said the head of the teachers’ union, standing outside the gate.",
    "A spokesman for the company declined to comment on the report.",
    "The decision follows months of pressure from investors and from members of the board.",
    "Analysts had expected the bank to wait until the autumn before it moved again.",
    "The court will hear the appeal later this year, but the order stays in force until then.",
    "Neither side has confirmed the account given by the rescue workers at the scene.",
    "Opposition parties called the plan a gift to the rich and promised to vote against it.",
    "Doctors at the district hospital were treating the injured in corridors and in tents.",
    "The river had already burst its banks upstream, and the road to the coast was cut.",
    "Her lawyers argued that the evidence had been gathered without a warrant.",
    "The coach praised his players for their patience and blamed himself for the slow start.",
    "Scientists warn that the ice shelf is thinning faster than their models had suggested.",
    "The foreign ministry summoned the ambassador and handed him a note of protest.",
    "It remains unclear how the attackers got past the guards at the outer fence.",
    "Farmers in the north say the new rules will drive the smallest of them off the land.",
    "The museum reopened its east wing after a long and costly repair of the roof.",
    "Users complained that the update drained their batteries and erased their settings.",
    "Under the deal, the group would sell its stake in the refinery and keep the pipeline.",
    "Witnesses described a loud bang, then smoke, then people running towards the station.",
    "The army has denied firing on the crowd and says it is looking into what happened.",
    "Critics point out that the same promise was made before the last election and then forgotten.",
    "The governor, who took office in the spring, has made housing the centre of her programme.",
    "Trade between the neighbours had only just recovered from the closure of the border.",
    "Investigators are examining the ship’s log and have asked for pictures taken from the shore.",
    "He was released on bail and is due to appear before a judge again in the autumn.",
    "The agency publishes its figures with a delay, and revises them when more is known.",
    "Nurses and porters joined the picket line, although their own dispute has been settled.",
    "The bridge is the only crossing for heavy vehicles between the harbour and the hills.",
    "No group has said that it was behind the attack, the deadliest in the region for a long time.",
    "The singer cancelled the rest of her tour on the advice of her doctors.",
    "Shopkeepers pulled down their shutters as the marchers approached the central square.",
    "The bill now goes to the upper house, where its passage is far from certain.",
    "Engineers restored power to most of the suburbs, but the industrial quarter stayed dark.",
];

/// Sentences with figures; `#` stands for a digit that changes.
const FIGURED: &[&str] = &[
    "At least ## people were killed and more than ### injured when the ferry capsized, officials said.",
    "Shares in the chipmaker fell #.#% to $1##.## after it cut its forecast for the year.",
    "The central bank raised its benchmark rate by 25 basis points to #.##%, the highest since 200#.",
    "About 1#,### workers, or #% of the workforce, will lose their jobs by the end of March.",
    "Net profit rose ##% to £##m in the six months to June, from £##m a year earlier.",
    "An estimated ##,000 residents have fled the town since 1# May, according to the mayor’s office.",
    "Unemployment edged down to #.# percent in August from #.# percent in July, the ministry said.",
    "The 3#-year-old striker scored in the final ten minutes as the visitors won 3-2.",
    "Roughly one in four adults skipped a meal last month, a survey by the institute found.",
    "The magnitude 6.# quake struck ## kilometres south of the capital at a depth of 1# km.",
    "Turnout was 4#.#%, compared with 5#.#% in 201#.",
    "The convoy of 1# trucks carried ### tonnes of flour, the United Nations said.",
    "She was sentenced to seven years in prison and ordered to pay $#.# million.",
    "House prices rose 0.#% month on month and #.#% year on year, according to the lender.",
    "Rescuers pulled ## survivors from the rubble, including three children.",
    "Emissions have fallen by nearly a fifth since 2010, the agency reported.",
    "The government wants to build ###,000 homes a year by 20##.",
    "Some #,### troops from 1# countries are taking part in the exercise.",
    "Brent crude slipped #% to $7#.## a barrel on Friday.",
    "Two-thirds of voters backed the measure, which needed 60 percent to pass.",
    "Inflation eased to #.# per cent in October, its lowest in three years.",
    "The dam can hold ## billion cubic metres of water and generate #,### MW.",
    "The bill passed by 5# votes to 4#, with two members absent.",
    "Police arrested ### people on Saturday, most of them in the capital.",
];

/// Paragraphs of news of at least `len` bytes, as Markdown.
pub fn prose(len: usize) -> String {
    let mut dice = Dice::new();
    let mut out = String::with_capacity(len + len / 16);
    while out.len() < len {
        if dice.below(12) == 0 {
            let _ = write!(out, "## What came of it\n\n");
        }
        for _ in 0..2 + dice.below(3) {
            if dice.below(100) < 45 {
                let sentence = dice.pick(FIGURED);
                out.extend(sentence.chars().map(|c| match c {
                    '#' => char::from(b'1' + dice.below(9) as u8),
                    c => c,
                }));
            } else {
                out.push_str(dice.pick(PLAIN));
            }
            out.push(' ');
        }
        out.push_str("\n\n");
    }
    out
}
