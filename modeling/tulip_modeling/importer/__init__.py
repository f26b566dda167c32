"""Other people's CLIP and TULIP checkpoints to a folder that the app takes."""
