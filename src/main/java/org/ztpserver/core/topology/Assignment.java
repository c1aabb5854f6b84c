package org.ztpserver.core.topology;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Gives each of several claimants a thing of its own, out of those that it would take: a matching in a bipartite graph,
 * grown by one augmenting path a claimant. The answer depends on neither order.
 */
final class Assignment {

    private static final int NOBODY = -1;

    private final int[][] wanted;
    /** By thing: who has it. */
    private final int[] owner;
    /** By thing: who last asked its owner for it, in the search that {@link #round} counts. */
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
     * The first claimant that can't be given anything without taking away from those before it.
     *
     * @param wanted for each claimant, the numbers of the things that it would take, each once
     * @param things how many things there are, numbered from 0
     * @return -1 when there is enough for everybody
     */
    static int firstWithout(int[][] wanted, int things) {
        Assignment assignment = new Assignment(wanted, things);
        for (int claimant = 0; claimant < wanted.length; claimant++) {
            // Who would take as many things as there are claimants finds one left over, whatever the others have.
            if (wanted[claimant].length < wanted.length && !assignment.give(claimant)) {
                return claimant;
            }
        }
        return NOBODY;
    }

    /** Breadth first, so that the shortest chain of exchanges is found, and without recursion. */
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

    /** Along the chain, everybody takes what they asked for and gives what they had to who asked for that. */
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
