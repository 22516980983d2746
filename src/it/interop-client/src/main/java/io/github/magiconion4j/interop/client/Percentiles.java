package io.github.magiconion4j.interop.client;

import java.util.Arrays;

/**
 * Percentiles of a distribution, computed by the same index rule as in the peers'
 * reports.
 */
record Percentiles(long count, double p50, double p90, double p99, double p999, double max) {

	static Percentiles of(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), at(sorted, 0.999),
				at(sorted, 1));
	}

	/** Percentiles that a server has computed. */
	static Percentiles ofReport(long... report) {
		return new Percentiles(report[0], report[1], report[2], report[3], report[4], report[5]);
	}

	private static double at(double[] sorted, double quantile) {
		return (sorted.length == 0) ? 0 : sorted[Math.min(sorted.length - 1, (int) (quantile * sorted.length))];
	}

	void print(String name) {
		System.out.printf("%s count %d p50 %.0f p90 %.0f p99 %.0f p99.9 %.0f max %.0f%n", name, this.count, this.p50,
				this.p90, this.p99, this.p999, this.max);
	}

}
