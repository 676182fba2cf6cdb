"""What leaves the house: JSON, SARIF, HTML, tables."""
