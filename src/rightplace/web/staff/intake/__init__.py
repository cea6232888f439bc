"""How a case begins: the request, the child found or made, the details kept, and finding people."""
