"""Around a rota: ranked placements, cyclic exchanges, reserves, the fairest and the least violating."""
