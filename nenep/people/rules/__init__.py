"""How members count, what offices need, when things expire: plain decisions about people."""
