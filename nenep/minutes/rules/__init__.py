"""From the record of an evening to its papers: plain data in, a document model out."""
