"""UCDP GED and Candidate."""
