import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to make the key of a signer, in the words of `openssl genpkey`. */
export const KEYS = {
  'rsa-2048': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'rsa-1024': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
  'p-256': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'p-384': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  ed25519: ['-algorithm', 'ED25519'],
} as const satisfies Record<string, readonly string[]>;

const EXTENSIONS = 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n';
export const PASSPHRASE = 'passphrase-canary';

/** A root in `folder`: root.pem and root.key. Answers a maker of signers below it, who stand in NAME.pem and NAME.key. */
export function certificateAuthority(folder: string) {
  const openssl = (...args: readonly string[]) => {
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${done.stderr}`);
  };
  writeFileSync(join(folder, 'extensions'), EXTENSIONS);
  openssl('genpkey', ...KEYS['p-256'], '-out', 'root.key');
  const asRoot = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'root.key',
    '-out',
    'root.pem',
    '-days',
    '2',
    '-utf8',
    '-subj',
    '/CN=测试根',
    ...asRoot,
  );
  return (name: string, key: keyof typeof KEYS, encrypted = false) => {
    const [keyFile, pem] = [`${name}.key`, `${name}.pem`];
    openssl('genpkey', ...KEYS[key], '-out', keyFile);
    openssl('req', '-new', '-key', keyFile, '-out', 'request', '-utf8', '-subj', `/CN=${name}`);
    const under = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-extfile', 'extensions'];
    openssl('x509', '-req', '-in', 'request', '-out', pem, '-days', '2', ...under);
    if (!encrypted) return { name, certificate: pem, key: keyFile };
    writeFileSync(join(folder, 'passphrase'), `${PASSPHRASE}\n`);
    const sealed = `${name}.sealed.key`;
    openssl('pkcs8', '-topk8', '-v2', 'aes-256-cbc', '-in', keyFile, '-out', sealed, '-passout', `pass:${PASSPHRASE}`);
    return { name, certificate: pem, key: sealed, passphraseFile: 'passphrase' };
  };
}
