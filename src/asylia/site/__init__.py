"""The public site: pages made on the server, without database, cookies or stored answers. `docs/do/run-the-site.md`."""
