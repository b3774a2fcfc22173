/** The messages of demo.orders.v1 that the kit sends, none of which holds more than a short string in its first field. */
export const ORDER_SERVICE = 'demo.orders.v1.OrderService';
const FIRST_FIELD = 0x0a;

/** A PlaceOrderRequest for a customer, or a GetOrderRequest for an id. */
export function encodeOrderRequest(key: string): Uint8Array {
  return inFirstField(Buffer.from(key));
}

export function decodeOrderRequest(bytes: Uint8Array): string {
  return Buffer.from(fromFirstField(bytes)).toString();
}

/** A PlaceOrderResponse or GetOrderResponse: an order that has nothing but its id. */
export function encodeOrderResponse(key: string): Uint8Array {
  return inFirstField(inFirstField(Buffer.from(key)));
}

export function decodeOrderResponse(bytes: Uint8Array): string {
  return Buffer.from(fromFirstField(fromFirstField(bytes))).toString();
}

function inFirstField(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([FIRST_FIELD, bytes.length]), bytes]);
}

function fromFirstField(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== FIRST_FIELD || bytes[1] !== bytes.length - 2) throw new TypeError('this is no short first field');
  return bytes.subarray(2);
}
