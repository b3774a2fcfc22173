/** A descriptor set that cannot be used for JSON. The message says why, and holds only what the set's owner may see. */
export class DescriptorSetError extends Error {
  override readonly name = 'DescriptorSetError';
}
