import { startAuthority } from '../../tests/setup/timestamp-authority.ts';

/**
 * A timestamp authority on loopback in a process of its own, so that it does not share the event loop of what is measured.
 * Sends `{config}`, the file of custodians that names it, written into the folder given; answers every message with
 * `{asked}`, how many requests came so far; ends when the process that started it lets go.
 */
const authority = await startAuthority();
process.on('message', () => process.send?.({ asked: authority.asked.length }));
process.on('disconnect', () => void authority.close());
process.send?.({ config: authority.configFile(process.argv[2] ?? '') });
