//! Two spellings of the same words made equal, with the way back to the text as it stands.
