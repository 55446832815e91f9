"""What is faithful to the published service and what is not, and the tests that hold it."""
