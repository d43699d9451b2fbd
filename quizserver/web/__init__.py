"""Plain HTTP: pages, static files, pairing, health. One blueprint per file. The game itself runs over sockets/."""
