package io.github.magiconion4j.server;

interface TestHubReceiver {

	void onText(String text);

	void onPair(int number, String text);

	default void onHello(String name) {
		onText("hello " + name);
	}

}
