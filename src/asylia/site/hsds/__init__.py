"""The interface of HSDS 3.0 (Open Referral): the directory for other directories. What is on hold is not in it."""
