import { adminClient, type PublishResponse } from '../../src/admin-api/index.ts';

type Request = Parameters<ReturnType<typeof adminClient>['notifications']['Publish']['requestSerialize']>[0];

/** Publishes at a gateway's admin listener, as a backend does. JSON `{}` of type `test` unless `request` says otherwise. */
export async function publish(address: string, request: Request): Promise<PublishResponse> {
  const admin = adminClient(address, { timeoutMs: 30_000 });
  try {
    const content = request.payload === undefined ? { payloadJson: '{}' } : {};
    return await admin.call(admin.notifications.Publish, { type: 'test', ...content, ...request });
  } finally {
    admin.close();
  }
}
