package io.github.magiconion4j.internal.invocation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import io.github.magiconion4j.contract.ContractMethod;
import org.jspecify.annotations.Nullable;

/**
 * Methods by their ids on the wire. Lookups do not box the id. Immutable.
 *
 * @param <M> the type of an entry
 */
public final class MethodTable<M> {

	private final int[] ids;

	private final List<M> methods;

	/**
	 * Creates a table.
	 * @param contract the methods
	 * @param prepare creates the entry of a method
	 */
	public MethodTable(List<ContractMethod> contract, Function<ContractMethod, M> prepare) {
		List<ContractMethod> sorted = contract.stream().sorted(Comparator.comparingInt(ContractMethod::id)).toList();
		this.ids = sorted.stream().mapToInt(ContractMethod::id).toArray();
		this.methods = sorted.stream().map(prepare).toList();
	}

	/**
	 * Finds a method.
	 * @param id its id
	 * @return its entry; {@code null} if there is no such method
	 */
	public @Nullable M find(int id) {
		int index = Arrays.binarySearch(this.ids, id);
		return (index >= 0) ? this.methods.get(index) : null;
	}

}
