package slipstream.processor.query;

import io.undertow.server.HttpServerExchange;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import slipstream.kit.access.Credential;
import slipstream.kit.access.Guard;
import slipstream.kit.http.Problem;
import slipstream.kit.http.Replies;

/**
 * The list of all apps that a caller may see: scattered over the instances, gathered by the one that was asked. First everybody is
 * asked for what it counts, then whoever keeps a copy for what is still missing. What nobody answers in time is missing, and the
 * answer says so.
 */
final class ListQueries {
    private static final int OK = 200;

    private final Readers readers;
    private final RegisteredApps registered;
    private final LocalList local;
    private final Peers peers;

    ListQueries(Readers readers, RegisteredApps registered, LocalList local, Peers peers) {
        this.readers = readers;
        this.registered = registered;
        this.local = local;
        this.peers = peers;
    }

    /** Answers; call on a worker, because others have to be waited for. */
    void answer(HttpServerExchange exchange) {
        try {
            ListQuestion question = ListQuestion.of(exchange);
            Map<Integer, List<String>> apps = asked(question, exchange);
            ListPart part =
                    Peers.isAskedByPeer(exchange) ? local.known(apps, question) : gathered(apps, question, exchange);
            if (part.isNothing()) {
                throw new Readers.NotReadable("none of the partitions can be read");
            }
            Replies.json(exchange, 200, part.body(question.limit()));
        } catch (Readers.NotReadable e) {
            Replies.problem(exchange, Problem.of(503, "not-readable", "for now, " + e.getMessage() + "; ask again"));
        } catch (AsOf.Unanswerable e) {
            Replies.problem(exchange, e.problem());
        }
    }

    /** The apps that the caller may see, by partition; every partition when there are none, because a list has a clock. */
    private Map<Integer, List<String>> asked(ListQuestion question, HttpServerExchange exchange) {
        Credential caller = Guard.credential(exchange);
        Map<Integer, List<String>> apps = local.byPartition(registered.keys().stream()
                .filter(app -> app.compareTo(question.after()) > 0 && caller.reaches(app))
                .collect(Collectors.toSet()));
        Optional<Set<Integer>> partitions = Peers.partitionsAsked(exchange);
        if (partitions.isPresent()) {
            apps.keySet().retainAll(partitions.get());
            partitions.get().forEach(partition -> apps.putIfAbsent(partition, List.of()));
        } else if (apps.isEmpty()) {
            for (int partition = 0; partition < readers.partitions(); partition++) {
                apps.put(partition, List.of());
            }
        }
        return apps;
    }

    private ListPart gathered(Map<Integer, List<String>> apps, ListQuestion question, HttpServerExchange exchange) {
        return local.counted(apps, question)
                .orElse(missing -> scattered(missing, elsewhere -> elsewhere.owner().stream(), exchange))
                .orElse(missing -> local.known(only(missing, apps), question))
                .orElse(missing -> scattered(missing, elsewhere -> elsewhere.standbys().stream(), exchange));
    }

    private static Map<Integer, List<String>> only(Set<Integer> partitions, Map<Integer, List<String>> apps) {
        Map<Integer, List<String>> some = new TreeMap<>(apps);
        some.keySet().retainAll(partitions);
        return some;
    }

    /** What others answer for some partitions, all of them asked at once. */
    private ListPart scattered(
            Set<Integer> partitions, Function<Readers.Elsewhere, Stream<String>> whom, HttpServerExchange exchange) {
        Map<String, Set<Integer>> shares = new TreeMap<>();
        Set<Integer> withNobody = new TreeSet<>();
        for (int partition : partitions) {
            whom.apply(readers.elsewhere(partition))
                    .filter(peer -> !peers.isLeftAlone(peer))
                    .findFirst()
                    .map(peer -> shares.computeIfAbsent(peer, unasked -> new TreeSet<>()))
                    .orElse(withNobody)
                    .add(partition);
        }
        List<CompletableFuture<ListPart>> answers = new ArrayList<>();
        shares.forEach((peer, share) ->
                answers.add(peers.ask(peer, share, exchange).thenApply(answer -> part(answer, share))));
        ListPart all = ListPart.without(withNobody);
        for (CompletableFuture<ListPart> answer : answers) {
            all = all.and(answer.join());
        }
        return all;
    }

    private static ListPart part(Optional<HttpResponse<byte[]>> answer, Set<Integer> asked) {
        return answer.filter(given -> given.statusCode() == OK)
                .map(given -> ListPart.of(given.body()))
                .orElse(ListPart.without(asked));
    }
}
