package org.ztpserver.core.topology;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Gives each claimant one of the things that it wants: a matching in a bipartite graph, extended by one augmenting path
 * per claimant. The order of claimants and things does not affect the answer.
 */
final class Assignment {

    private static final int NOBODY = -1;

    private final int[][] wanted;
    /** By thing: the claimant that has it. */
    private final int[] owner;
    /** By thing: the claimant that last asked for it, in the search that {@link #round} counts. */
    private final int[] asker;

    private final int[] seen;
    private int round;

    private Assignment(int[][] wanted, int things) {
        this.wanted = wanted;
        this.owner = new int[things];
        this.asker = new int[things];
        this.seen = new int[things];
        Arrays.fill(owner, NOBODY);
    }

    /**
     * The first claimant that gets nothing unless an earlier claimant loses its thing.
     *
     * @param wanted for each claimant, the numbers of the things that it wants, without duplicates
     * @param things the number of things; they are numbered from 0
     * @return -1 if every claimant gets a thing
     */
    static int firstWithout(int[][] wanted, int things) {
        Assignment assignment = new Assignment(wanted, things);
        for (int claimant = 0; claimant < wanted.length; claimant++) {
            // A claimant that wants at least as many things as there are claimants always finds a free one.
            if (wanted[claimant].length < wanted.length && !assignment.give(claimant)) {
                return claimant;
            }
        }
        return NOBODY;
    }

    /** Searches breadth first, which finds the shortest chain of exchanges and needs no recursion. */
    private boolean give(int newcomer) {
        round++;
        Deque<Integer> askers = new ArrayDeque<>();
        askers.add(newcomer);
        while (!askers.isEmpty()) {
            int claimant = askers.remove();
            for (int thing : wanted[claimant]) {
                if (seen[thing] == round) {
                    continue;
                }
                seen[thing] = round;
                asker[thing] = claimant;
                if (owner[thing] == NOBODY) {
                    exchange(thing, newcomer);
                    return true;
                }
                askers.add(owner[thing]);
            }
        }
        return false;
    }

    /**
     * Along the chain, each claimant takes the thing it asked for and passes its old thing to the one that asked for
     * it.
     */
    private void exchange(int free, int newcomer) {
        int thing = free;
        int claimant;
        do {
            claimant = asker[thing];
            int had = claimant == newcomer ? NOBODY : thingOf(claimant);
            owner[thing] = claimant;
            thing = had;
        } while (claimant != newcomer);
    }

    private int thingOf(int claimant) {
        for (int thing : wanted[claimant]) {
            if (owner[thing] == claimant) {
                return thing;
            }
        }
        throw new IllegalStateException("claimant " + claimant + " has nothing");
    }
}
