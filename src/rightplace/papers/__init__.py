"""What people read away from the screen, and the parts it shares with the screen: charts, words."""
