package io.github.magiconion4j.server;

import java.util.Arrays;
import java.util.Comparator;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a hub by their ids. No id is boxed to find one.
 */
final class HubMethods {

	private final int[] ids;

	private final HubMethod[] methods;

	HubMethods(HubContract contract, HubSerializer serializer, HubListener listener) {
		this.methods = contract.hubMethods()
			.stream()
			.sorted(Comparator.comparingInt(ContractMethod::id))
			.map((method) -> new HubMethod(method, serializer, listener))
			.toArray(HubMethod[]::new);
		this.ids = Arrays.stream(this.methods).mapToInt((method) -> method.contract().id()).toArray();
	}

	@Nullable HubMethod find(int id) {
		int index = Arrays.binarySearch(this.ids, id);
		return (index >= 0) ? this.methods[index] : null;
	}

}
