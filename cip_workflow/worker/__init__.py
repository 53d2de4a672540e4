"""What happens without anybody at the screen: due timers fire, mail goes out, daily anchors are set."""
