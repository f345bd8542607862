"""Why a rota is as it is: what a visit costs, its alternatives, why a member does not go, reserves, swaps and loads.

Each answer is data, in frozen types; ``papers`` turn it into sentences.
"""
