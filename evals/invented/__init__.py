"""Council papers and visit letters that nobody ever issued, written with the truth about them."""
