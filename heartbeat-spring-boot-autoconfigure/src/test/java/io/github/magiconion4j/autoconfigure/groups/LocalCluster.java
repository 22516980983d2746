package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.data.redis.connection.RedisClusterConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis Cluster on this machine: three masters with a replica each.
 */
final class LocalCluster implements AutoCloseable {

	private static final int NODES = 6;

	private final List<LocalServer> nodes = new ArrayList<>();

	/** Starts it, with its files in a folder. */
	static LocalCluster start(Path folder) throws IOException, InterruptedException {
		LocalCluster cluster = new LocalCluster();
		try {
			for (int i = 0; i < NODES; i++) {
				cluster.nodes.add(LocalServer.redisNode(Files.createDirectory(folder.resolve("node-" + i))).start());
			}
			List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
			command.addAll(cluster.addresses());
			command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
			assertThat(cluster.nodes.get(0).run(command)).contains("All 16384 slots covered");
			await().atMost(60, TimeUnit.SECONDS).until(cluster::isReplicated);
			return cluster;
		}
		catch (IOException | InterruptedException | RuntimeException | Error ex) {
			cluster.close();
			throw ex;
		}
	}

	/** Whether each master has a replica that could take over. */
	private boolean isReplicated() throws IOException, InterruptedException {
		int replicas = 0;
		for (LocalServer node : this.nodes) {
			replicas += cli(node, "info", "replication").contains("master_link_status:up") ? 1 : 0;
		}
		return replicas == NODES / 2;
	}

	private static String cli(LocalServer node, String... command) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of("redis-cli", "-p", String.valueOf(node.port())));
		arguments.addAll(List.of(command));
		return node.run(arguments);
	}

	private List<String> addresses() {
		return this.nodes.stream().map((node) -> "127.0.0.1:" + node.port()).toList();
	}

	RedisClusterConfiguration configuration() {
		return new RedisClusterConfiguration(addresses());
	}

	/** The master of the slot that a channel is in. */
	LocalServer masterOf(String channel) throws IOException, InterruptedException {
		String slot = cli(this.nodes.get(0), "cluster", "keyslot", channel).trim();
		for (LocalServer node : this.nodes) {
			String own = cli(node, "cluster", "nodes").lines()
				.filter((line) -> line.contains("myself"))
				.findFirst()
				.orElseThrow();
			if (own.contains("master")
					&& Stream.of(own.split(" ")).skip(8).anyMatch((range) -> contains(range, slot))) {
				return node;
			}
		}
		throw new AssertionError("no master of " + slot);
	}

	/**
	 * Moves the slot of a channel, which must have no keys, to another master, as a
	 * rebalance does.
	 */
	void moveSlotOf(String channel) throws IOException, InterruptedException {
		String slot = cli(this.nodes.get(0), "cluster", "keyslot", channel).trim();
		LocalServer from = masterOf(channel);
		LocalServer to = this.nodes.stream().filter((node) -> node != from && isMaster(node)).findFirst().orElseThrow();
		String target = cli(to, "cluster", "myid").trim();
		cli(to, "cluster", "setslot", slot, "importing", cli(from, "cluster", "myid").trim());
		cli(from, "cluster", "setslot", slot, "migrating", target);
		assertThat(cli(to, "cluster", "setslot", slot, "node", target)).contains("OK");
		assertThat(cli(from, "cluster", "setslot", slot, "node", target)).contains("OK");
	}

	private static boolean isMaster(LocalServer node) {
		try {
			return cli(node, "role").startsWith("master");
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean contains(String range, String slot) {
		String[] ends = range.split("-", 2);
		int number = Integer.parseInt(slot);
		return Integer.parseInt(ends[0]) <= number && number <= Integer.parseInt(ends[ends.length - 1]);
	}

	@Override
	public void close() {
		this.nodes.forEach(LocalServer::close);
	}

}
