"""TULIP (arXiv 2410.10034) for any CLIP: a text tower for long texts, made from a teacher's."""
