"""Reports of what came of the visits: worklists, and letters to whoever has to act."""
