package slipstream.processor;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import slipstream.kit.kafka.TopicCreation;
import slipstream.processor.topology.Counting;
import slipstream.processor.topology.DecisionTopics;
import slipstream.processor.topology.OpenPartitions;
import slipstream.processor.topology.SliTopology;
import slipstream.processor.topology.Storage;
import slipstream.processor.topology.Tally;
import slipstream.processor.topology.Voice;
import slipstream.schemas.RegistryClient;
import slipstream.schemas.Topics;

/** An application that counts the events under a name of its own: its consumer group, its changelogs, its local state. */
public final class CountingApplication implements AutoCloseable {
    private static final Duration TOPICS_DEADLINE = Duration.ofSeconds(60);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    /** Arrival times may be as old as the events are kept. */
    private static final Map<String, String> BESIDE = Map.of(
            "cleanup.policy",
            "delete",
            "retention.ms",
            Long.toString(Duration.ofDays(35).toMillis()));

    private static final HostInfo NOWHERE = new HostInfo("127.0.0.1", 1);

    private final String id;
    private final Counting counting;
    private final KafkaStreams streams;
    private final Membership membership;
    private final int partitions;

    private CountingApplication(
            String id, Counting counting, KafkaStreams streams, Membership membership, int partitions) {
        this.id = id;
        this.counting = counting;
        this.streams = streams;
        this.membership = membership;
        this.partitions = partitions;
    }

    /** What an application with these settings is made of. */
    public static Counting counting(ProcessorSettings settings) {
        return new Counting(
                settings.programme(),
                settings.grace(),
                settings.duplicateHorizon(),
                new RegistryClient(settings.serde().registryUrl()),
                settings.serde().serializer(Topics.VERDICTS),
                settings.serde().serializer(Topics.REJECTED),
                DecisionTopics.of(settings.kafka()),
                new Tally(),
                new OpenPartitions());
    }

    /** Begins to count beside the live application; nobody reaches it from outside. */
    public static CountingApplication beside(ProcessorSettings settings, Voice voice, InstantSource clock) {
        return start(settings, voice, NOWHERE, clock);
    }

    /**
     * Makes the topics it needs and begins to count.
     *
     * @param settings how it counts; its name in them is not used
     * @param voice its name, and what becomes of what it says
     * @param self under which name others reach this instance
     */
    static CountingApplication start(ProcessorSettings settings, Voice voice, HostInfo self, InstantSource clock) {
        ProcessorSettings own = settings.ofApplication(voice.applicationId());
        Counting counting = counting(own);
        Map<String, Map<String, String>> topics =
                new HashMap<>(Storage.changelogs(voice.applicationId(), own.duplicateHorizon()));
        if (!voice.beside().isEmpty()) {
            topics.put(voice.beside(), BESIDE);
        }
        int partitions = TopicCreation.ensureBeside(own.kafka(), Topics.EVENTS.name(), topics, TOPICS_DEADLINE);
        if (own.groupProtocol() == GroupProtocol.STREAMS) {
            BrokerGroup.describe(own);
        }
        KafkaStreams streams = new KafkaStreams(
                SliTopology.build(counting, Storage.ON_DISK, own.durability(), voice),
                StreamsConfiguration.of(own, self));
        Membership membership = new Membership();
        streams.setStateListener(membership);
        streams.setUncaughtExceptionHandler(new ThreadReplacement(clock));
        streams.start();
        return new CountingApplication(voice.applicationId(), counting, streams, membership, partitions);
    }

    /** Its name. */
    public String id() {
        return id;
    }

    /** How many partitions the events have. */
    public int partitions() {
        return partitions;
    }

    /** What it is made of. */
    public Counting counting() {
        return counting;
    }

    /** Whether this instance holds its share and has restored it. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** What is in the way of answering, for a health check. */
    Optional<String> problem() {
        return membership.problem();
    }

    /** Whether it has given up and will not count any more. */
    boolean isDead() {
        return streams.state() == KafkaStreams.State.ERROR || streams.state() == KafkaStreams.State.NOT_RUNNING;
    }

    KafkaStreams streams() {
        return streams;
    }

    /** Leaves the group, so that nobody waits for this member's session to end. */
    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_DEADLINE));
    }
}
