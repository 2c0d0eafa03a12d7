"""Which comments may be quoted and in which words, and the compliments that everybody may read."""
