"""Any chat model behind a server: prompts to messages, pages to pictures, answers to evidence."""
