package org.ztpserver.resource.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.pool.Claim;
import org.ztpserver.core.pool.Pool;
import org.ztpserver.resource.Claims;
import org.ztpserver.resource.Owners;
import org.ztpserver.resource.ResourceSource;
import org.ztpserver.resource.pool.PoolSession.OpenPool;
import org.ztpserver.site.DataRoot;

/** {@code allocate('pool')}: the pools in {@code resources/} (contract A7). */
public final class FilePools implements ResourceSource {

    static final String FOLDER = "resources";

    private final DataRoot root;
    private final UnaryOperator<String> normalize;
    private final PoolQueue queue;

    public FilePools(DataRoot root, IdentifierScheme scheme) {
        this.root = root;
        this.normalize = Owners.normalizer(scheme);
        this.queue = new PoolQueue(root, new PoolStore(root, normalize));
    }

    private record Assigned(Map<ResourceCall, @Nullable Object> values, List<Claim> claims, List<Fresh> fresh) {}

    @Override
    public Allocation take(NodeId id, Node node, Set<ResourceCall> calls) {
        Assigned assigned = queue.submit(session -> allocate(session, id, calls));
        return new Allocation(assigned.values, assigned.fresh, kept -> {
            List<Claim> claims = new ArrayList<>(assigned.claims);
            calls.stream().filter(kept::contains).map(Claims::of).forEach(claims::remove);
            if (!claims.isEmpty()) {
                queue.submit(session -> release(session, id, claims));
            }
        });
    }

    @Override
    public void check(ResourceCall call) {
        PoolSession.find(root, Claims.of(call).pool());
    }

    /** The number of bytes that this server has written to pools so far. */
    public long bytesWritten() {
        return queue.bytesWritten();
    }

    private static Assigned allocate(PoolSession session, NodeId id, Set<ResourceCall> calls) {
        Assigned assigned = new Assigned(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (ResourceCall call : calls) {
            Claim claim = Claims.of(call);
            OpenPool open = session.open(claim.pool());
            String owner = claim.owner(id);
            OptionalInt own = open.pool().ownedBy(owner);
            int index = own.isPresent() ? own.getAsInt() : firstFree(claim, open.pool());
            if (own.isEmpty()) {
                open.assign(index, owner);
                assigned.claims.add(claim);
                assigned.fresh.add(
                        new Fresh("pool " + claim.pool(), owner, open.pool().value(index)));
            }
            assigned.values.put(call, open.pool().value(index));
        }
        return assigned;
    }

    private static int firstFree(Claim claim, Pool pool) {
        return pool.firstFree()
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.NO_VALUE,
                        "pool " + claim.pool() + " is exhausted: all " + pool.size()
                                + " values are taken: add values to " + FOLDER + "/" + claim.pool()));
    }

    private static int release(PoolSession session, NodeId id, List<Claim> claims) {
        for (Claim claim : claims) {
            OpenPool open = session.open(claim.pool());
            open.pool().ownedBy(claim.owner(id)).ifPresent(open::release);
        }
        return claims.size();
    }

    /** The number of taken values. Without {@code pool} it counts all pools, and without {@code node} all owners. */
    public int taken(Optional<String> pool, Optional<NodeId> node) {
        return queue.submit(session -> forEachTaken(session, pool, node, (open, index) -> {}));
    }

    /**
     * Frees the values that {@link #taken} counts, all or none, and returns their number.
     *
     * @throws ProvisioningException (INVALID_FILE) if one of the pools is invalid; nothing has changed then
     */
    public int clear(Optional<String> pool, Optional<NodeId> node) {
        return queue.submit(session -> forEachTaken(session, pool, node, OpenPool::release));
    }

    private int forEachTaken(
            PoolSession session, Optional<String> pool, Optional<NodeId> node, ObjIntConsumer<OpenPool> action) {
        int count = 0;
        for (OpenPool open : open(session, pool.map(List::of).orElseGet(() -> PoolStore.names(root)))) {
            for (int i = 0; i < open.pool().size(); i++) {
                String owner = open.pool().owner(i);
                if (owner != null && (node.isEmpty() || Owners.isOf(node.get(), owner, normalize))) {
                    action.accept(open, i);
                    count++;
                }
            }
        }
        return count;
    }

    /** Several names can lead to the same pool. */
    private static Set<OpenPool> open(PoolSession session, List<String> names) {
        Findings findings = new Findings();
        Set<OpenPool> pools = new LinkedHashSet<>();
        names.forEach(name -> findings.collect(() -> pools.add(session.open(name))));
        findings.throwAny();
        return pools;
    }
}
