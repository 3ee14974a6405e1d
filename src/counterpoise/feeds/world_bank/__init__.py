"""World Bank indicators."""
