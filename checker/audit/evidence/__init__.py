"""Evidence for one owner: a verifiable package of texts, passages, hashes and a PDF."""
