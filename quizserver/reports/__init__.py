"""Paper and files about a visit: the report, the receipt. Read findings.py first: it turns a room into counts; the others only draw
them. Nothing about one child may be in here, and no number of private requests.
"""
