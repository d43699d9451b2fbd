"""What keeps children safe: generated names now; word filter and sealed requests later. Pure functions and word lists."""
