// Preloaded into the server: it ends when the process that started it does, even when that one was killed.
process.on('disconnect', () => process.exit());
process.channel?.unref();
