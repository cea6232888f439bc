"""RightPlace: SEND casework on the statutory clock, and every figure that follows from it."""
