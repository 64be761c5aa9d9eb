"""The law to read: its pages stand under neutral addresses, `/<language>/law/...`."""
