"""Staff: what roles may do, passwords, tries, and what is done with accounts. No Flask here: the pages are web/staff/."""
