import { CONFIG_OPTIONS } from '../../src/gateway/index.ts';
import { code, markdownTable } from './markdown.ts';

/** docs/CONFIGURATION.md: every option by all of its names. */
export function configurationPage(): string {
  const rows = CONFIG_OPTIONS.map(({ key, flag, variable, description, defaultText }) => [
    code(key),
    `${code(`--${flag}`)} ${code(variable)}`,
    defaultText === '' ? '' : code(defaultText),
    description,
  ]);
  return `# Configuration

Every option of \`trunkline serve\` is a flag, an environment variable and a key of a YAML file. The flag wins over the
variable, the variable over the file, and the file over the default. \`--config FILE\` or \`TRUNKLINE_CONFIG\` names the
file. \`trunkline config check\` finds what is wrong without starting anything, and \`trunkline config print\` shows what
holds.

In the file a dot is a level:

\`\`\`yaml
listen: 0.0.0.0:7400
auth: jwt:https://login.example/jwks.json
session:
  maxInFlight: 256
\`\`\`

${markdownTable(['key', 'flag and variable', 'default', 'meaning'], rows)}
`;
}
