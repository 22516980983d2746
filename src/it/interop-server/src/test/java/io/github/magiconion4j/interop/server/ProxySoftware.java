package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A common load balancer, with HTTP/2 on both sides.
 */
enum ProxySoftware {

	NGINX {

		@Override
		List<String> command(String executable, String folder) {
			// -e: until the configuration is read, only root may write to the default log
			return List.of(executable, "-e", "stderr", "-p", folder, "-c", CONFIGURATION);
		}

		@Override
		String configuration(String listen, List<String> servers, Duration idle) {
			// one process, which needs no root, and leaves no workers behind when it is
			// killed
			return """
					daemon off;
					master_process off;
					pid nginx.pid;
					error_log stderr;
					events {
					}
					http {
						access_log off;
						client_body_temp_path client_body;
						proxy_temp_path proxy;
						fastcgi_temp_path fastcgi;
						uwsgi_temp_path uwsgi;
						scgi_temp_path scgi;
						server {
							listen %1$s http2;
							location / {
								grpc_pass grpc://%2$s;
								grpc_read_timeout %3$ds;
								grpc_send_timeout %3$ds;
								client_body_timeout %3$ds;
							}
						}
					}
					""".formatted(listen, servers.get(0), idle.toSeconds());
		}

	},

	HAPROXY {

		@Override
		List<String> command(String executable, String folder) {
			return List.of(executable, "-db", "-f", folder + "/" + CONFIGURATION);
		}

		@Override
		String configuration(String listen, List<String> servers, Duration idle) {
			// without maxconn, it allocates memory for the system's maximum
			return """
					global
						maxconn 1000
					defaults
						mode http
						retries 3
						option redispatch 1
						timeout connect 10s
						timeout client %3$ds
						timeout server %3$ds
						timeout tunnel %3$ds
					frontend clients
						bind %1$s proto h2
						default_backend hubs
					backend hubs
					%2$s
					""".formatted(listen,
					servers.stream()
						.map((server) -> "\tserver hub" + servers.indexOf(server) + " " + server + " proto h2"
								+ ((servers.size() > 1) ? " check inter 200ms fall 1" : ""))
						.collect(Collectors.joining("\n")),
					idle.toSeconds());
		}

	};

	/** The file's name in the proxy's folder. */
	static final String CONFIGURATION = "proxy.conf";

	/** How to run it in the foreground, in a folder with its configuration. */
	abstract List<String> command(String executable, String folder);

	/**
	 * The whole configuration.
	 * @param listen address and port
	 * @param servers host and port of each
	 * @param idle all timeouts for idle calls
	 * @return the content of the file
	 */
	abstract String configuration(String listen, List<String> servers, Duration idle);

	/** Its name, also of its executable and image. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
