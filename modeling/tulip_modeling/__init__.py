"""Trains, exports and verifies clip-lite and tulip-lite."""
