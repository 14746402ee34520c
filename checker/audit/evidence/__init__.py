"""Evidence for one owner: a package of texts, passages, hashes and a PDF, which can be verified."""
