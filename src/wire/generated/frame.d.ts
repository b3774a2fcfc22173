import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace trunkline. */
export namespace trunkline {

    /** Namespace wire. */
    namespace wire {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Frame.
             * @deprecated Use trunkline.wire.v1.Frame.$Properties instead.
             */
            interface IFrame extends trunkline.wire.v1.Frame.$Properties {
            }

            /** Represents a Frame. */
            class Frame {

                /**
                 * Constructs a new Frame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Frame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Frame seq. */
                seq: number;

                /** Frame hello. */
                hello?: (trunkline.wire.v1.Hello.$Properties|null);

                /** Frame welcome. */
                welcome?: (trunkline.wire.v1.Welcome.$Properties|null);

                /** Frame ping. */
                ping?: (trunkline.wire.v1.Ping.$Properties|null);

                /** Frame pong. */
                pong?: (trunkline.wire.v1.Pong.$Properties|null);

                /** Frame goAway. */
                goAway?: (trunkline.wire.v1.GoAway.$Properties|null);

                /** Frame request. */
                request?: (trunkline.wire.v1.Request.$Properties|null);

                /** Frame response. */
                response?: (trunkline.wire.v1.Response.$Properties|null);

                /** Frame message. */
                message?: (trunkline.wire.v1.Message.$Properties|null);

                /** Frame halfClose. */
                halfClose?: (trunkline.wire.v1.HalfClose.$Properties|null);

                /** Frame cancel. */
                cancel?: (trunkline.wire.v1.Cancel.$Properties|null);

                /** Frame credit. */
                credit?: (trunkline.wire.v1.Credit.$Properties|null);

                /** Frame notify. */
                notify?: (trunkline.wire.v1.Notify.$Properties|null);

                /** Frame notifyReply. */
                notifyReply?: (trunkline.wire.v1.NotifyReply.$Properties|null);

                /** Frame body. */
                body?: ("hello"|"welcome"|"ping"|"pong"|"goAway"|"request"|"response"|"message"|"halfClose"|"cancel"|"credit"|"notify"|"notifyReply");

                /**
                 * Creates a new Frame instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Frame instance
                 */
                static create(properties: trunkline.wire.v1.Frame.$Shape): trunkline.wire.v1.Frame & trunkline.wire.v1.Frame.$Shape;
                static create(properties?: trunkline.wire.v1.Frame.$Properties): trunkline.wire.v1.Frame;

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link trunkline.wire.v1.Frame.verify|verify} messages.
                 * @param message Frame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Frame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Frame & trunkline.wire.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Frame & trunkline.wire.v1.Frame.$Shape;
            }

            namespace Frame {

                /** Properties of a Frame. */
                interface $Properties {

                    /** Frame seq */
                    seq?: (number|null);

                    /** Frame hello */
                    hello?: (trunkline.wire.v1.Hello.$Properties|null);

                    /** Frame welcome */
                    welcome?: (trunkline.wire.v1.Welcome.$Properties|null);

                    /** Frame ping */
                    ping?: (trunkline.wire.v1.Ping.$Properties|null);

                    /** Frame pong */
                    pong?: (trunkline.wire.v1.Pong.$Properties|null);

                    /** Frame goAway */
                    goAway?: (trunkline.wire.v1.GoAway.$Properties|null);

                    /** Frame request */
                    request?: (trunkline.wire.v1.Request.$Properties|null);

                    /** Frame response */
                    response?: (trunkline.wire.v1.Response.$Properties|null);

                    /** Frame message */
                    message?: (trunkline.wire.v1.Message.$Properties|null);

                    /** Frame halfClose */
                    halfClose?: (trunkline.wire.v1.HalfClose.$Properties|null);

                    /** Frame cancel */
                    cancel?: (trunkline.wire.v1.Cancel.$Properties|null);

                    /** Frame credit */
                    credit?: (trunkline.wire.v1.Credit.$Properties|null);

                    /** Frame notify */
                    notify?: (trunkline.wire.v1.Notify.$Properties|null);

                    /** Frame notifyReply */
                    notifyReply?: (trunkline.wire.v1.NotifyReply.$Properties|null);

                    /** Frame body */
                    body?: ("hello"|"welcome"|"ping"|"pong"|"goAway"|"request"|"response"|"message"|"halfClose"|"cancel"|"credit"|"notify"|"notifyReply");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Frame. */
                type $Shape = {
                  seq?: number|null;
                  hello?: trunkline.wire.v1.Hello.$Shape|null;
                  welcome?: trunkline.wire.v1.Welcome.$Shape|null;
                  ping?: trunkline.wire.v1.Ping.$Shape|null;
                  pong?: trunkline.wire.v1.Pong.$Shape|null;
                  goAway?: trunkline.wire.v1.GoAway.$Shape|null;
                  request?: trunkline.wire.v1.Request.$Shape|null;
                  response?: trunkline.wire.v1.Response.$Shape|null;
                  message?: trunkline.wire.v1.Message.$Shape|null;
                  halfClose?: trunkline.wire.v1.HalfClose.$Shape|null;
                  cancel?: trunkline.wire.v1.Cancel.$Shape|null;
                  credit?: trunkline.wire.v1.Credit.$Shape|null;
                  notify?: trunkline.wire.v1.Notify.$Shape|null;
                  notifyReply?: trunkline.wire.v1.NotifyReply.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "hello"; hello: trunkline.wire.v1.Hello.$Shape; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "welcome"; hello?: null; welcome: trunkline.wire.v1.Welcome.$Shape; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "ping"; hello?: null; welcome?: null; ping: trunkline.wire.v1.Ping.$Shape; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "pong"; hello?: null; welcome?: null; ping?: null; pong: trunkline.wire.v1.Pong.$Shape; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "goAway"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway: trunkline.wire.v1.GoAway.$Shape; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "request"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request: trunkline.wire.v1.Request.$Shape; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "response"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response: trunkline.wire.v1.Response.$Shape; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "message"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message: trunkline.wire.v1.Message.$Shape; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "halfClose"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose: trunkline.wire.v1.HalfClose.$Shape; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "cancel"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel: trunkline.wire.v1.Cancel.$Shape; credit?: null; notify?: null; notifyReply?: null }|{ body?: "credit"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit: trunkline.wire.v1.Credit.$Shape; notify?: null; notifyReply?: null }|{ body?: "notify"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify: trunkline.wire.v1.Notify.$Shape; notifyReply?: null }|{ body?: "notifyReply"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply: trunkline.wire.v1.NotifyReply.$Shape })
                );
            }

            /**
             * Properties of a Hello.
             * @deprecated Use trunkline.wire.v1.Hello.$Properties instead.
             */
            interface IHello extends trunkline.wire.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello protocol. */
                protocol: number;

                /** Hello token. */
                token: string;

                /** Hello resume. */
                resume?: (trunkline.wire.v1.Resume.$Properties|null);

                /** Hello client. */
                client: string;

                /** Hello heartbeatMs. */
                heartbeatMs: number;

                /** Hello topics. */
                topics: string[];

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Hello instance
                 */
                static create(properties: trunkline.wire.v1.Hello.$Shape): trunkline.wire.v1.Hello & trunkline.wire.v1.Hello.$Shape;
                static create(properties?: trunkline.wire.v1.Hello.$Properties): trunkline.wire.v1.Hello;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link trunkline.wire.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Hello & trunkline.wire.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Hello & trunkline.wire.v1.Hello.$Shape;
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello protocol */
                    protocol?: (number|null);

                    /** Hello token */
                    token?: (string|null);

                    /** Hello resume */
                    resume?: (trunkline.wire.v1.Resume.$Properties|null);

                    /** Hello client */
                    client?: (string|null);

                    /** Hello heartbeatMs */
                    heartbeatMs?: (number|null);

                    /** Hello topics */
                    topics?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = trunkline.wire.v1.Hello.$Properties;
            }

            /**
             * Properties of a Resume.
             * @deprecated Use trunkline.wire.v1.Resume.$Properties instead.
             */
            interface IResume extends trunkline.wire.v1.Resume.$Properties {
            }

            /** Represents a Resume. */
            class Resume {

                /**
                 * Constructs a new Resume.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Resume.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Resume sessionId. */
                sessionId: string;

                /** Resume resumeToken. */
                resumeToken: string;

                /** Resume lastOffset. */
                lastOffset: number;

                /** Resume lastSeq. */
                lastSeq: number;

                /** Resume attempt. */
                attempt: number;

                /**
                 * Creates a new Resume instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Resume instance
                 */
                static create(properties: trunkline.wire.v1.Resume.$Shape): trunkline.wire.v1.Resume & trunkline.wire.v1.Resume.$Shape;
                static create(properties?: trunkline.wire.v1.Resume.$Properties): trunkline.wire.v1.Resume;

                /**
                 * Encodes the specified Resume message. Does not implicitly {@link trunkline.wire.v1.Resume.verify|verify} messages.
                 * @param message Resume message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Resume.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Resume message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Resume & trunkline.wire.v1.Resume.$Shape} Resume
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Resume & trunkline.wire.v1.Resume.$Shape;
            }

            namespace Resume {

                /** Properties of a Resume. */
                interface $Properties {

                    /** Resume sessionId */
                    sessionId?: (string|null);

                    /** Resume resumeToken */
                    resumeToken?: (string|null);

                    /** Resume lastOffset */
                    lastOffset?: (number|null);

                    /** Resume lastSeq */
                    lastSeq?: (number|null);

                    /** Resume attempt */
                    attempt?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Resume. */
                type $Shape = trunkline.wire.v1.Resume.$Properties;
            }

            /**
             * Properties of a Welcome.
             * @deprecated Use trunkline.wire.v1.Welcome.$Properties instead.
             */
            interface IWelcome extends trunkline.wire.v1.Welcome.$Properties {
            }

            /** Represents a Welcome. */
            class Welcome {

                /**
                 * Constructs a new Welcome.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Welcome.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Welcome sessionId. */
                sessionId: string;

                /** Welcome resumeToken. */
                resumeToken: string;

                /** Welcome resumed. */
                resumed: boolean;

                /** Welcome heartbeatMs. */
                heartbeatMs: number;

                /** Welcome resumeWindowMs. */
                resumeWindowMs: number;

                /** Welcome maxFrameBytes. */
                maxFrameBytes: number;

                /** Welcome maxInFlight. */
                maxInFlight: number;

                /** Welcome gateway. */
                gateway: string;

                /**
                 * Creates a new Welcome instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Welcome instance
                 */
                static create(properties: trunkline.wire.v1.Welcome.$Shape): trunkline.wire.v1.Welcome & trunkline.wire.v1.Welcome.$Shape;
                static create(properties?: trunkline.wire.v1.Welcome.$Properties): trunkline.wire.v1.Welcome;

                /**
                 * Encodes the specified Welcome message. Does not implicitly {@link trunkline.wire.v1.Welcome.verify|verify} messages.
                 * @param message Welcome message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Welcome message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Welcome & trunkline.wire.v1.Welcome.$Shape} Welcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Welcome & trunkline.wire.v1.Welcome.$Shape;
            }

            namespace Welcome {

                /** Properties of a Welcome. */
                interface $Properties {

                    /** Welcome sessionId */
                    sessionId?: (string|null);

                    /** Welcome resumeToken */
                    resumeToken?: (string|null);

                    /** Welcome resumed */
                    resumed?: (boolean|null);

                    /** Welcome heartbeatMs */
                    heartbeatMs?: (number|null);

                    /** Welcome resumeWindowMs */
                    resumeWindowMs?: (number|null);

                    /** Welcome maxFrameBytes */
                    maxFrameBytes?: (number|null);

                    /** Welcome maxInFlight */
                    maxInFlight?: (number|null);

                    /** Welcome gateway */
                    gateway?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Welcome. */
                type $Shape = trunkline.wire.v1.Welcome.$Properties;
            }

            /**
             * Properties of a Ping.
             * @deprecated Use trunkline.wire.v1.Ping.$Properties instead.
             */
            interface IPing extends trunkline.wire.v1.Ping.$Properties {
            }

            /** Represents a Ping. */
            class Ping {

                /**
                 * Constructs a new Ping.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Ping.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new Ping instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Ping instance
                 */
                static create(properties: trunkline.wire.v1.Ping.$Shape): trunkline.wire.v1.Ping & trunkline.wire.v1.Ping.$Shape;
                static create(properties?: trunkline.wire.v1.Ping.$Properties): trunkline.wire.v1.Ping;

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link trunkline.wire.v1.Ping.verify|verify} messages.
                 * @param message Ping message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Ping & trunkline.wire.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Ping & trunkline.wire.v1.Ping.$Shape;
            }

            namespace Ping {

                /** Properties of a Ping. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Ping. */
                type $Shape = trunkline.wire.v1.Ping.$Properties;
            }

            /**
             * Properties of a Pong.
             * @deprecated Use trunkline.wire.v1.Pong.$Properties instead.
             */
            interface IPong extends trunkline.wire.v1.Pong.$Properties {
            }

            /** Represents a Pong. */
            class Pong {

                /**
                 * Constructs a new Pong.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Pong.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new Pong instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Pong instance
                 */
                static create(properties: trunkline.wire.v1.Pong.$Shape): trunkline.wire.v1.Pong & trunkline.wire.v1.Pong.$Shape;
                static create(properties?: trunkline.wire.v1.Pong.$Properties): trunkline.wire.v1.Pong;

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link trunkline.wire.v1.Pong.verify|verify} messages.
                 * @param message Pong message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Pong.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Pong & trunkline.wire.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Pong & trunkline.wire.v1.Pong.$Shape;
            }

            namespace Pong {

                /** Properties of a Pong. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pong. */
                type $Shape = trunkline.wire.v1.Pong.$Properties;
            }

            /**
             * Properties of a Cancel.
             * @deprecated Use trunkline.wire.v1.Cancel.$Properties instead.
             */
            interface ICancel extends trunkline.wire.v1.Cancel.$Properties {
            }

            /** Represents a Cancel. */
            class Cancel {

                /**
                 * Constructs a new Cancel.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Cancel.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new Cancel instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Cancel instance
                 */
                static create(properties: trunkline.wire.v1.Cancel.$Shape): trunkline.wire.v1.Cancel & trunkline.wire.v1.Cancel.$Shape;
                static create(properties?: trunkline.wire.v1.Cancel.$Properties): trunkline.wire.v1.Cancel;

                /**
                 * Encodes the specified Cancel message. Does not implicitly {@link trunkline.wire.v1.Cancel.verify|verify} messages.
                 * @param message Cancel message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Cancel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Cancel message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Cancel & trunkline.wire.v1.Cancel.$Shape} Cancel
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Cancel & trunkline.wire.v1.Cancel.$Shape;
            }

            namespace Cancel {

                /** Properties of a Cancel. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Cancel. */
                type $Shape = trunkline.wire.v1.Cancel.$Properties;
            }

            /**
             * Properties of a HalfClose.
             * @deprecated Use trunkline.wire.v1.HalfClose.$Properties instead.
             */
            interface IHalfClose extends trunkline.wire.v1.HalfClose.$Properties {
            }

            /** Represents a HalfClose. */
            class HalfClose {

                /**
                 * Constructs a new HalfClose.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.HalfClose.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new HalfClose instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HalfClose instance
                 */
                static create(properties: trunkline.wire.v1.HalfClose.$Shape): trunkline.wire.v1.HalfClose & trunkline.wire.v1.HalfClose.$Shape;
                static create(properties?: trunkline.wire.v1.HalfClose.$Properties): trunkline.wire.v1.HalfClose;

                /**
                 * Encodes the specified HalfClose message. Does not implicitly {@link trunkline.wire.v1.HalfClose.verify|verify} messages.
                 * @param message HalfClose message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.HalfClose.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HalfClose message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.HalfClose & trunkline.wire.v1.HalfClose.$Shape} HalfClose
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.HalfClose & trunkline.wire.v1.HalfClose.$Shape;
            }

            namespace HalfClose {

                /** Properties of a HalfClose. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HalfClose. */
                type $Shape = trunkline.wire.v1.HalfClose.$Properties;
            }

            /**
             * Properties of a GoAway.
             * @deprecated Use trunkline.wire.v1.GoAway.$Properties instead.
             */
            interface IGoAway extends trunkline.wire.v1.GoAway.$Properties {
            }

            /** Represents a GoAway. */
            class GoAway {

                /**
                 * Constructs a new GoAway.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.GoAway.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GoAway code. */
                code: number;

                /** GoAway reason. */
                reason: string;

                /** GoAway reconnect. */
                reconnect: boolean;

                /** GoAway retryAfterMs. */
                retryAfterMs: number;

                /**
                 * Creates a new GoAway instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GoAway instance
                 */
                static create(properties: trunkline.wire.v1.GoAway.$Shape): trunkline.wire.v1.GoAway & trunkline.wire.v1.GoAway.$Shape;
                static create(properties?: trunkline.wire.v1.GoAway.$Properties): trunkline.wire.v1.GoAway;

                /**
                 * Encodes the specified GoAway message. Does not implicitly {@link trunkline.wire.v1.GoAway.verify|verify} messages.
                 * @param message GoAway message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.GoAway.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GoAway message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.GoAway & trunkline.wire.v1.GoAway.$Shape} GoAway
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.GoAway & trunkline.wire.v1.GoAway.$Shape;
            }

            namespace GoAway {

                /** Properties of a GoAway. */
                interface $Properties {

                    /** GoAway code */
                    code?: (number|null);

                    /** GoAway reason */
                    reason?: (string|null);

                    /** GoAway reconnect */
                    reconnect?: (boolean|null);

                    /** GoAway retryAfterMs */
                    retryAfterMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GoAway. */
                type $Shape = trunkline.wire.v1.GoAway.$Properties;
            }

            /** Encoding enum. */
            enum Encoding {

                /** ENCODING_UNSPECIFIED value */
                ENCODING_UNSPECIFIED = 0,

                /** ENCODING_PROTO value */
                ENCODING_PROTO = 1,

                /** ENCODING_JSON value */
                ENCODING_JSON = 2
            }

            /**
             * Properties of a Metadatum.
             * @deprecated Use trunkline.wire.v1.Metadatum.$Properties instead.
             */
            interface IMetadatum extends trunkline.wire.v1.Metadatum.$Properties {
            }

            /** Represents a Metadatum. */
            class Metadatum {

                /**
                 * Constructs a new Metadatum.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Metadatum.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Metadatum key. */
                key: string;

                /** Metadatum text. */
                text?: (string|null);

                /** Metadatum binary. */
                binary?: (Uint8Array|null);

                /** Metadatum value. */
                value?: ("text"|"binary");

                /**
                 * Creates a new Metadatum instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Metadatum instance
                 */
                static create(properties: trunkline.wire.v1.Metadatum.$Shape): trunkline.wire.v1.Metadatum & trunkline.wire.v1.Metadatum.$Shape;
                static create(properties?: trunkline.wire.v1.Metadatum.$Properties): trunkline.wire.v1.Metadatum;

                /**
                 * Encodes the specified Metadatum message. Does not implicitly {@link trunkline.wire.v1.Metadatum.verify|verify} messages.
                 * @param message Metadatum message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Metadatum.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Metadatum message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Metadatum & trunkline.wire.v1.Metadatum.$Shape} Metadatum
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Metadatum & trunkline.wire.v1.Metadatum.$Shape;
            }

            namespace Metadatum {

                /** Properties of a Metadatum. */
                interface $Properties {

                    /** Metadatum key */
                    key?: (string|null);

                    /** Metadatum text */
                    text?: (string|null);

                    /** Metadatum binary */
                    binary?: (Uint8Array|null);

                    /** Metadatum value */
                    value?: ("text"|"binary");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a Metadatum. */
                type $Shape = {
                  key?: string|null;
                  text?: string|null;
                  binary?: Uint8Array|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ value?: undefined; text?: null; binary?: null }|{ value?: "text"; text: string; binary?: null }|{ value?: "binary"; text?: null; binary: Uint8Array })
                );
            }

            /**
             * Properties of a Request.
             * @deprecated Use trunkline.wire.v1.Request.$Properties instead.
             */
            interface IRequest extends trunkline.wire.v1.Request.$Properties {
            }

            /** Represents a Request. */
            class Request {

                /**
                 * Constructs a new Request.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Request.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Request service. */
                service: string;

                /** Request method. */
                method: string;

                /** Request timeoutMs. */
                timeoutMs: number;

                /** Request metadata. */
                metadata: trunkline.wire.v1.Metadatum.$Properties[];

                /** Request encoding. */
                encoding: trunkline.wire.v1.Encoding;

                /** Request idempotent. */
                idempotent: boolean;

                /** Request payload. */
                payload: Uint8Array;

                /**
                 * Creates a new Request instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Request instance
                 */
                static create(properties: trunkline.wire.v1.Request.$Shape): trunkline.wire.v1.Request & trunkline.wire.v1.Request.$Shape;
                static create(properties?: trunkline.wire.v1.Request.$Properties): trunkline.wire.v1.Request;

                /**
                 * Encodes the specified Request message. Does not implicitly {@link trunkline.wire.v1.Request.verify|verify} messages.
                 * @param message Request message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Request message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Request & trunkline.wire.v1.Request.$Shape} Request
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Request & trunkline.wire.v1.Request.$Shape;
            }

            namespace Request {

                /** Properties of a Request. */
                interface $Properties {

                    /** Request service */
                    service?: (string|null);

                    /** Request method */
                    method?: (string|null);

                    /** Request timeoutMs */
                    timeoutMs?: (number|null);

                    /** Request metadata */
                    metadata?: (trunkline.wire.v1.Metadatum.$Properties[]|null);

                    /** Request encoding */
                    encoding?: (trunkline.wire.v1.Encoding|null);

                    /** Request idempotent */
                    idempotent?: (boolean|null);

                    /** Request payload */
                    payload?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Request. */
                type $Shape = {
                  service?: string|null;
                  method?: string|null;
                  timeoutMs?: number|null;
                  metadata?: trunkline.wire.v1.Metadatum.$Shape[]|null;
                  encoding?: trunkline.wire.v1.Encoding|null;
                  idempotent?: boolean|null;
                  payload?: Uint8Array|null;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a Response.
             * @deprecated Use trunkline.wire.v1.Response.$Properties instead.
             */
            interface IResponse extends trunkline.wire.v1.Response.$Properties {
            }

            /** Represents a Response. */
            class Response {

                /**
                 * Constructs a new Response.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Response.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Response status. */
                status: number;

                /** Response message. */
                message: string;

                /** Response metadata. */
                metadata: trunkline.wire.v1.Metadatum.$Properties[];

                /** Response trailers. */
                trailers: trunkline.wire.v1.Metadatum.$Properties[];

                /** Response details. */
                details: Uint8Array;

                /** Response failure. */
                failure?: (trunkline.wire.v1.Failure.$Properties|null);

                /** Response detailsJson. */
                detailsJson: string;

                /** Response payload. */
                payload: Uint8Array;

                /**
                 * Creates a new Response instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Response instance
                 */
                static create(properties: trunkline.wire.v1.Response.$Shape): trunkline.wire.v1.Response & trunkline.wire.v1.Response.$Shape;
                static create(properties?: trunkline.wire.v1.Response.$Properties): trunkline.wire.v1.Response;

                /**
                 * Encodes the specified Response message. Does not implicitly {@link trunkline.wire.v1.Response.verify|verify} messages.
                 * @param message Response message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Response message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Response & trunkline.wire.v1.Response.$Shape} Response
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Response & trunkline.wire.v1.Response.$Shape;
            }

            namespace Response {

                /** Properties of a Response. */
                interface $Properties {

                    /** Response status */
                    status?: (number|null);

                    /** Response message */
                    message?: (string|null);

                    /** Response metadata */
                    metadata?: (trunkline.wire.v1.Metadatum.$Properties[]|null);

                    /** Response trailers */
                    trailers?: (trunkline.wire.v1.Metadatum.$Properties[]|null);

                    /** Response details */
                    details?: (Uint8Array|null);

                    /** Response failure */
                    failure?: (trunkline.wire.v1.Failure.$Properties|null);

                    /** Response detailsJson */
                    detailsJson?: (string|null);

                    /** Response payload */
                    payload?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Response. */
                type $Shape = {
                  status?: number|null;
                  message?: string|null;
                  metadata?: trunkline.wire.v1.Metadatum.$Shape[]|null;
                  trailers?: trunkline.wire.v1.Metadatum.$Shape[]|null;
                  details?: Uint8Array|null;
                  failure?: trunkline.wire.v1.Failure.$Shape|null;
                  detailsJson?: string|null;
                  payload?: Uint8Array|null;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a Failure.
             * @deprecated Use trunkline.wire.v1.Failure.$Properties instead.
             */
            interface IFailure extends trunkline.wire.v1.Failure.$Properties {
            }

            /** Represents a Failure. */
            class Failure {

                /**
                 * Constructs a new Failure.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Failure.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Failure origin. */
                origin: trunkline.wire.v1.Failure.Origin;

                /** Failure reason. */
                reason: string;

                /** Failure sent. */
                sent: trunkline.wire.v1.Failure.Sent;

                /** Failure retryAfterMs. */
                retryAfterMs: number;

                /**
                 * Creates a new Failure instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Failure instance
                 */
                static create(properties: trunkline.wire.v1.Failure.$Shape): trunkline.wire.v1.Failure & trunkline.wire.v1.Failure.$Shape;
                static create(properties?: trunkline.wire.v1.Failure.$Properties): trunkline.wire.v1.Failure;

                /**
                 * Encodes the specified Failure message. Does not implicitly {@link trunkline.wire.v1.Failure.verify|verify} messages.
                 * @param message Failure message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Failure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Failure message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Failure & trunkline.wire.v1.Failure.$Shape} Failure
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Failure & trunkline.wire.v1.Failure.$Shape;
            }

            namespace Failure {

                /** Properties of a Failure. */
                interface $Properties {

                    /** Failure origin */
                    origin?: (trunkline.wire.v1.Failure.Origin|null);

                    /** Failure reason */
                    reason?: (string|null);

                    /** Failure sent */
                    sent?: (trunkline.wire.v1.Failure.Sent|null);

                    /** Failure retryAfterMs */
                    retryAfterMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Failure. */
                type $Shape = trunkline.wire.v1.Failure.$Properties;

                /** Origin enum. */
                enum Origin {

                    /** ORIGIN_UNSPECIFIED value */
                    ORIGIN_UNSPECIFIED = 0,

                    /** GATEWAY value */
                    GATEWAY = 1,

                    /** BACKEND value */
                    BACKEND = 2
                }

                /** Sent enum. */
                enum Sent {

                    /** SENT_UNSPECIFIED value */
                    SENT_UNSPECIFIED = 0,

                    /** NEVER value */
                    NEVER = 1,

                    /** MAYBE value */
                    MAYBE = 2
                }
            }

            /**
             * Properties of a Message.
             * @deprecated Use trunkline.wire.v1.Message.$Properties instead.
             */
            interface IMessage extends trunkline.wire.v1.Message.$Properties {
            }

            /** Represents a Message. */
            class Message {

                /**
                 * Constructs a new Message.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Message.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Message metadata. */
                metadata: trunkline.wire.v1.Metadatum.$Properties[];

                /** Message payload. */
                payload: Uint8Array;

                /**
                 * Creates a new Message instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Message instance
                 */
                static create(properties: trunkline.wire.v1.Message.$Shape): trunkline.wire.v1.Message & trunkline.wire.v1.Message.$Shape;
                static create(properties?: trunkline.wire.v1.Message.$Properties): trunkline.wire.v1.Message;

                /**
                 * Encodes the specified Message message. Does not implicitly {@link trunkline.wire.v1.Message.verify|verify} messages.
                 * @param message Message message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Message.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Message message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Message & trunkline.wire.v1.Message.$Shape} Message
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Message & trunkline.wire.v1.Message.$Shape;
            }

            namespace Message {

                /** Properties of a Message. */
                interface $Properties {

                    /** Message metadata */
                    metadata?: (trunkline.wire.v1.Metadatum.$Properties[]|null);

                    /** Message payload */
                    payload?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Message. */
                type $Shape = {
                  metadata?: trunkline.wire.v1.Metadatum.$Shape[]|null;
                  payload?: Uint8Array|null;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a Credit.
             * @deprecated Use trunkline.wire.v1.Credit.$Properties instead.
             */
            interface ICredit extends trunkline.wire.v1.Credit.$Properties {
            }

            /** Represents a Credit. */
            class Credit {

                /**
                 * Constructs a new Credit.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Credit.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Credit messages. */
                messages: number;

                /**
                 * Creates a new Credit instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Credit instance
                 */
                static create(properties: trunkline.wire.v1.Credit.$Shape): trunkline.wire.v1.Credit & trunkline.wire.v1.Credit.$Shape;
                static create(properties?: trunkline.wire.v1.Credit.$Properties): trunkline.wire.v1.Credit;

                /**
                 * Encodes the specified Credit message. Does not implicitly {@link trunkline.wire.v1.Credit.verify|verify} messages.
                 * @param message Credit message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Credit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Credit message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Credit & trunkline.wire.v1.Credit.$Shape} Credit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Credit & trunkline.wire.v1.Credit.$Shape;
            }

            namespace Credit {

                /** Properties of a Credit. */
                interface $Properties {

                    /** Credit messages */
                    messages?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Credit. */
                type $Shape = trunkline.wire.v1.Credit.$Properties;
            }

            /**
             * Properties of a Notify.
             * @deprecated Use trunkline.wire.v1.Notify.$Properties instead.
             */
            interface INotify extends trunkline.wire.v1.Notify.$Properties {
            }

            /** Represents a Notify. */
            class Notify {

                /**
                 * Constructs a new Notify.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.Notify.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Notify id. */
                id: string;

                /** Notify type. */
                type: string;

                /** Notify offset. */
                offset: number;

                /** Notify replyExpected. */
                replyExpected: boolean;

                /** Notify encoding. */
                encoding: trunkline.wire.v1.Encoding;

                /** Notify attempt. */
                attempt: number;

                /** Notify payload. */
                payload: Uint8Array;

                /**
                 * Creates a new Notify instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Notify instance
                 */
                static create(properties: trunkline.wire.v1.Notify.$Shape): trunkline.wire.v1.Notify & trunkline.wire.v1.Notify.$Shape;
                static create(properties?: trunkline.wire.v1.Notify.$Properties): trunkline.wire.v1.Notify;

                /**
                 * Encodes the specified Notify message. Does not implicitly {@link trunkline.wire.v1.Notify.verify|verify} messages.
                 * @param message Notify message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.Notify.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Notify message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Notify & trunkline.wire.v1.Notify.$Shape} Notify
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.Notify & trunkline.wire.v1.Notify.$Shape;
            }

            namespace Notify {

                /** Properties of a Notify. */
                interface $Properties {

                    /** Notify id */
                    id?: (string|null);

                    /** Notify type */
                    type?: (string|null);

                    /** Notify offset */
                    offset?: (number|null);

                    /** Notify replyExpected */
                    replyExpected?: (boolean|null);

                    /** Notify encoding */
                    encoding?: (trunkline.wire.v1.Encoding|null);

                    /** Notify attempt */
                    attempt?: (number|null);

                    /** Notify payload */
                    payload?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Notify. */
                type $Shape = trunkline.wire.v1.Notify.$Properties;
            }

            /**
             * Properties of a NotifyReply.
             * @deprecated Use trunkline.wire.v1.NotifyReply.$Properties instead.
             */
            interface INotifyReply extends trunkline.wire.v1.NotifyReply.$Properties {
            }

            /** Represents a NotifyReply. */
            class NotifyReply {

                /**
                 * Constructs a new NotifyReply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: trunkline.wire.v1.NotifyReply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** NotifyReply status. */
                status: number;

                /** NotifyReply message. */
                message: string;

                /** NotifyReply payload. */
                payload: Uint8Array;

                /**
                 * Creates a new NotifyReply instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns NotifyReply instance
                 */
                static create(properties: trunkline.wire.v1.NotifyReply.$Shape): trunkline.wire.v1.NotifyReply & trunkline.wire.v1.NotifyReply.$Shape;
                static create(properties?: trunkline.wire.v1.NotifyReply.$Properties): trunkline.wire.v1.NotifyReply;

                /**
                 * Encodes the specified NotifyReply message. Does not implicitly {@link trunkline.wire.v1.NotifyReply.verify|verify} messages.
                 * @param message NotifyReply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: trunkline.wire.v1.NotifyReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a NotifyReply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.NotifyReply & trunkline.wire.v1.NotifyReply.$Shape} NotifyReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): trunkline.wire.v1.NotifyReply & trunkline.wire.v1.NotifyReply.$Shape;
            }

            namespace NotifyReply {

                /** Properties of a NotifyReply. */
                interface $Properties {

                    /** NotifyReply status */
                    status?: (number|null);

                    /** NotifyReply message */
                    message?: (string|null);

                    /** NotifyReply payload */
                    payload?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a NotifyReply. */
                type $Shape = trunkline.wire.v1.NotifyReply.$Properties;
            }
        }
    }
}
