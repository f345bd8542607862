"""What people see: a page reads a form, calls an action or a query, and shows or redirects."""
