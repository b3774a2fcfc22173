/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const trunkline = $root.trunkline = (() => {

    /**
     * Namespace trunkline.
     * @exports trunkline
     * @namespace
     */
    const trunkline = {};

    trunkline.wire = (function() {

        /**
         * Namespace wire.
         * @memberof trunkline
         * @namespace
         */
        const wire = {};

        wire.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof trunkline.wire
             * @namespace
             */
            const v1 = {};

            v1.Frame = (function() {

                /**
                 * Properties of a Frame.
                 * @typedef {Object} trunkline.wire.v1.Frame.$Properties
                 * @property {number|null} [seq] Frame seq
                 * @property {trunkline.wire.v1.Hello.$Properties|null} [hello] Frame hello
                 * @property {trunkline.wire.v1.Welcome.$Properties|null} [welcome] Frame welcome
                 * @property {trunkline.wire.v1.Ping.$Properties|null} [ping] Frame ping
                 * @property {trunkline.wire.v1.Pong.$Properties|null} [pong] Frame pong
                 * @property {trunkline.wire.v1.GoAway.$Properties|null} [goAway] Frame goAway
                 * @property {trunkline.wire.v1.Request.$Properties|null} [request] Frame request
                 * @property {trunkline.wire.v1.Response.$Properties|null} [response] Frame response
                 * @property {trunkline.wire.v1.Message.$Properties|null} [message] Frame message
                 * @property {trunkline.wire.v1.HalfClose.$Properties|null} [halfClose] Frame halfClose
                 * @property {trunkline.wire.v1.Cancel.$Properties|null} [cancel] Frame cancel
                 * @property {trunkline.wire.v1.Credit.$Properties|null} [credit] Frame credit
                 * @property {trunkline.wire.v1.Notify.$Properties|null} [notify] Frame notify
                 * @property {trunkline.wire.v1.NotifyReply.$Properties|null} [notifyReply] Frame notifyReply
                 * @property {"hello"|"welcome"|"ping"|"pong"|"goAway"|"request"|"response"|"message"|"halfClose"|"cancel"|"credit"|"notify"|"notifyReply"} [body] Frame body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Frame.
                 * @memberof trunkline.wire.v1
                 * @interface IFrame
                 * @augments trunkline.wire.v1.Frame.$Properties
                 * @deprecated Use trunkline.wire.v1.Frame.$Properties instead.
                 */

                /**
                 * Narrowed shape of a Frame.
                 * @typedef {{
                 *   seq?: number|null;
                 *   hello?: trunkline.wire.v1.Hello.$Shape|null;
                 *   welcome?: trunkline.wire.v1.Welcome.$Shape|null;
                 *   ping?: trunkline.wire.v1.Ping.$Shape|null;
                 *   pong?: trunkline.wire.v1.Pong.$Shape|null;
                 *   goAway?: trunkline.wire.v1.GoAway.$Shape|null;
                 *   request?: trunkline.wire.v1.Request.$Shape|null;
                 *   response?: trunkline.wire.v1.Response.$Shape|null;
                 *   message?: trunkline.wire.v1.Message.$Shape|null;
                 *   halfClose?: trunkline.wire.v1.HalfClose.$Shape|null;
                 *   cancel?: trunkline.wire.v1.Cancel.$Shape|null;
                 *   credit?: trunkline.wire.v1.Credit.$Shape|null;
                 *   notify?: trunkline.wire.v1.Notify.$Shape|null;
                 *   notifyReply?: trunkline.wire.v1.NotifyReply.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "hello"; hello: trunkline.wire.v1.Hello.$Shape; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "welcome"; hello?: null; welcome: trunkline.wire.v1.Welcome.$Shape; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "ping"; hello?: null; welcome?: null; ping: trunkline.wire.v1.Ping.$Shape; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "pong"; hello?: null; welcome?: null; ping?: null; pong: trunkline.wire.v1.Pong.$Shape; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "goAway"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway: trunkline.wire.v1.GoAway.$Shape; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "request"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request: trunkline.wire.v1.Request.$Shape; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "response"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response: trunkline.wire.v1.Response.$Shape; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "message"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message: trunkline.wire.v1.Message.$Shape; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "halfClose"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose: trunkline.wire.v1.HalfClose.$Shape; cancel?: null; credit?: null; notify?: null; notifyReply?: null }|{ body?: "cancel"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel: trunkline.wire.v1.Cancel.$Shape; credit?: null; notify?: null; notifyReply?: null }|{ body?: "credit"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit: trunkline.wire.v1.Credit.$Shape; notify?: null; notifyReply?: null }|{ body?: "notify"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify: trunkline.wire.v1.Notify.$Shape; notifyReply?: null }|{ body?: "notifyReply"; hello?: null; welcome?: null; ping?: null; pong?: null; goAway?: null; request?: null; response?: null; message?: null; halfClose?: null; cancel?: null; credit?: null; notify?: null; notifyReply: trunkline.wire.v1.NotifyReply.$Shape })
                 * )} trunkline.wire.v1.Frame.$Shape
                 */

                /**
                 * Constructs a new Frame.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Frame.
                 * @constructor
                 * @param {trunkline.wire.v1.Frame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Frame = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Frame seq.
                 * @member {number} seq
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.seq = 0;

                /**
                 * Frame hello.
                 * @member {trunkline.wire.v1.Hello.$Properties|null|undefined} hello
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.hello = null;

                /**
                 * Frame welcome.
                 * @member {trunkline.wire.v1.Welcome.$Properties|null|undefined} welcome
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.welcome = null;

                /**
                 * Frame ping.
                 * @member {trunkline.wire.v1.Ping.$Properties|null|undefined} ping
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.ping = null;

                /**
                 * Frame pong.
                 * @member {trunkline.wire.v1.Pong.$Properties|null|undefined} pong
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.pong = null;

                /**
                 * Frame goAway.
                 * @member {trunkline.wire.v1.GoAway.$Properties|null|undefined} goAway
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.goAway = null;

                /**
                 * Frame request.
                 * @member {trunkline.wire.v1.Request.$Properties|null|undefined} request
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.request = null;

                /**
                 * Frame response.
                 * @member {trunkline.wire.v1.Response.$Properties|null|undefined} response
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.response = null;

                /**
                 * Frame message.
                 * @member {trunkline.wire.v1.Message.$Properties|null|undefined} message
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.message = null;

                /**
                 * Frame halfClose.
                 * @member {trunkline.wire.v1.HalfClose.$Properties|null|undefined} halfClose
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.halfClose = null;

                /**
                 * Frame cancel.
                 * @member {trunkline.wire.v1.Cancel.$Properties|null|undefined} cancel
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.cancel = null;

                /**
                 * Frame credit.
                 * @member {trunkline.wire.v1.Credit.$Properties|null|undefined} credit
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.credit = null;

                /**
                 * Frame notify.
                 * @member {trunkline.wire.v1.Notify.$Properties|null|undefined} notify
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.notify = null;

                /**
                 * Frame notifyReply.
                 * @member {trunkline.wire.v1.NotifyReply.$Properties|null|undefined} notifyReply
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                Frame.prototype.notifyReply = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Frame body.
                 * @member {"hello"|"welcome"|"ping"|"pong"|"goAway"|"request"|"response"|"message"|"halfClose"|"cancel"|"credit"|"notify"|"notifyReply"|undefined} body
                 * @memberof trunkline.wire.v1.Frame
                 * @instance
                 */
                $Object.defineProperty(Frame.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["hello", "welcome", "ping", "pong", "goAway", "request", "response", "message", "halfClose", "cancel", "credit", "notify", "notifyReply"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Frame instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Frame
                 * @static
                 * @param {trunkline.wire.v1.Frame.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Frame} Frame instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Frame.$Shape): trunkline.wire.v1.Frame & trunkline.wire.v1.Frame.$Shape;
                 *   (properties?: trunkline.wire.v1.Frame.$Properties): trunkline.wire.v1.Frame;
                 * }}
                 */
                Frame.create = function(properties) {
                    return new Frame(properties);
                };

                /**
                 * Encodes the specified Frame message. Does not implicitly {@link trunkline.wire.v1.Frame.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Frame
                 * @static
                 * @param {trunkline.wire.v1.Frame.$Properties} message Frame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Frame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.seq);
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.trunkline.wire.v1.Hello.encode(message.hello, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                        $root.trunkline.wire.v1.Welcome.encode(message.welcome, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                        $root.trunkline.wire.v1.Ping.encode(message.ping, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong"))
                        $root.trunkline.wire.v1.Pong.encode(message.pong, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.goAway != null && $Object.hasOwnProperty.call(message, "goAway"))
                        $root.trunkline.wire.v1.GoAway.encode(message.goAway, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                        $root.trunkline.wire.v1.Request.encode(message.request, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.response != null && $Object.hasOwnProperty.call(message, "response"))
                        $root.trunkline.wire.v1.Response.encode(message.response, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                        $root.trunkline.wire.v1.Message.encode(message.message, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.halfClose != null && $Object.hasOwnProperty.call(message, "halfClose"))
                        $root.trunkline.wire.v1.HalfClose.encode(message.halfClose, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.cancel != null && $Object.hasOwnProperty.call(message, "cancel"))
                        $root.trunkline.wire.v1.Cancel.encode(message.cancel, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                    if (message.credit != null && $Object.hasOwnProperty.call(message, "credit"))
                        $root.trunkline.wire.v1.Credit.encode(message.credit, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.notify != null && $Object.hasOwnProperty.call(message, "notify"))
                        $root.trunkline.wire.v1.Notify.encode(message.notify, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                    if (message.notifyReply != null && $Object.hasOwnProperty.call(message, "notifyReply"))
                        $root.trunkline.wire.v1.NotifyReply.encode(message.notifyReply, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Frame message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Frame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Frame & trunkline.wire.v1.Frame.$Shape} Frame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Frame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Frame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.seq = value;
                                else
                                    delete message.seq;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.trunkline.wire.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                message.body = "hello";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.welcome = $root.trunkline.wire.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                                message.body = "welcome";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.ping = $root.trunkline.wire.v1.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                                message.body = "ping";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.pong = $root.trunkline.wire.v1.Pong.decode(reader, reader.size(), $undefined, _depth + 1, message.pong);
                                message.body = "pong";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.goAway = $root.trunkline.wire.v1.GoAway.decode(reader, reader.size(), $undefined, _depth + 1, message.goAway);
                                message.body = "goAway";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.request = $root.trunkline.wire.v1.Request.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                                message.body = "request";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.response = $root.trunkline.wire.v1.Response.decode(reader, reader.size(), $undefined, _depth + 1, message.response);
                                message.body = "response";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.message = $root.trunkline.wire.v1.Message.decode(reader, reader.size(), $undefined, _depth + 1, message.message);
                                message.body = "message";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.halfClose = $root.trunkline.wire.v1.HalfClose.decode(reader, reader.size(), $undefined, _depth + 1, message.halfClose);
                                message.body = "halfClose";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.cancel = $root.trunkline.wire.v1.Cancel.decode(reader, reader.size(), $undefined, _depth + 1, message.cancel);
                                message.body = "cancel";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.credit = $root.trunkline.wire.v1.Credit.decode(reader, reader.size(), $undefined, _depth + 1, message.credit);
                                message.body = "credit";
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                message.notify = $root.trunkline.wire.v1.Notify.decode(reader, reader.size(), $undefined, _depth + 1, message.notify);
                                message.body = "notify";
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                message.notifyReply = $root.trunkline.wire.v1.NotifyReply.decode(reader, reader.size(), $undefined, _depth + 1, message.notifyReply);
                                message.body = "notifyReply";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Frame;
            })();

            v1.Hello = (function() {

                /**
                 * Properties of a Hello.
                 * @typedef {Object} trunkline.wire.v1.Hello.$Properties
                 * @property {number|null} [protocol] Hello protocol
                 * @property {string|null} [token] Hello token
                 * @property {trunkline.wire.v1.Resume.$Properties|null} [resume] Hello resume
                 * @property {string|null} [client] Hello client
                 * @property {number|null} [heartbeatMs] Hello heartbeatMs
                 * @property {Array.<string>|null} [topics] Hello topics
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Hello.
                 * @memberof trunkline.wire.v1
                 * @interface IHello
                 * @augments trunkline.wire.v1.Hello.$Properties
                 * @deprecated Use trunkline.wire.v1.Hello.$Properties instead.
                 */

                /**
                 * Shape of a Hello.
                 * @typedef {trunkline.wire.v1.Hello.$Properties} trunkline.wire.v1.Hello.$Shape
                 */

                /**
                 * Constructs a new Hello.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Hello.
                 * @constructor
                 * @param {trunkline.wire.v1.Hello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Hello = function (properties) {
                    this.topics = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Hello protocol.
                 * @member {number} protocol
                 * @memberof trunkline.wire.v1.Hello
                 * @instance
                 */
                Hello.prototype.protocol = 0;

                /**
                 * Hello token.
                 * @member {string} token
                 * @memberof trunkline.wire.v1.Hello
                 * @instance
                 */
                Hello.prototype.token = "";

                /**
                 * Hello resume.
                 * @member {trunkline.wire.v1.Resume.$Properties|null|undefined} resume
                 * @memberof trunkline.wire.v1.Hello
                 * @instance
                 */
                Hello.prototype.resume = null;

                /**
                 * Hello client.
                 * @member {string} client
                 * @memberof trunkline.wire.v1.Hello
                 * @instance
                 */
                Hello.prototype.client = "";

                /**
                 * Hello heartbeatMs.
                 * @member {number} heartbeatMs
                 * @memberof trunkline.wire.v1.Hello
                 * @instance
                 */
                Hello.prototype.heartbeatMs = 0;

                /**
                 * Hello topics.
                 * @member {Array.<string>} topics
                 * @memberof trunkline.wire.v1.Hello
                 * @instance
                 */
                Hello.prototype.topics = $util.emptyArray;

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Hello
                 * @static
                 * @param {trunkline.wire.v1.Hello.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Hello} Hello instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Hello.$Shape): trunkline.wire.v1.Hello & trunkline.wire.v1.Hello.$Shape;
                 *   (properties?: trunkline.wire.v1.Hello.$Properties): trunkline.wire.v1.Hello;
                 * }}
                 */
                Hello.create = function(properties) {
                    return new Hello(properties);
                };

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link trunkline.wire.v1.Hello.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Hello
                 * @static
                 * @param {trunkline.wire.v1.Hello.$Properties} message Hello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.protocol);
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.token);
                    if (message.resume != null && $Object.hasOwnProperty.call(message, "resume"))
                        $root.trunkline.wire.v1.Resume.encode(message.resume, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.client != null && $Object.hasOwnProperty.call(message, "client") && message.client !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.client);
                    if (message.heartbeatMs != null && $Object.hasOwnProperty.call(message, "heartbeatMs") && message.heartbeatMs !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.heartbeatMs);
                    if (message.topics != null && message.topics.length)
                        for (let i = 0; i < message.topics.length; ++i)
                            writer.uint32(/* id 6, wireType 2 =*/50).string(message.topics[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Hello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Hello & trunkline.wire.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocol = value;
                                else
                                    delete message.protocol;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.token = value;
                                else
                                    delete message.token;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.resume = $root.trunkline.wire.v1.Resume.decode(reader, reader.size(), $undefined, _depth + 1, message.resume);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.client = value;
                                else
                                    delete message.client;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.heartbeatMs = value;
                                else
                                    delete message.heartbeatMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.topics && message.topics.length))
                                    message.topics = [];
                                message.topics.push(reader.stringVerify());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Hello;
            })();

            v1.Resume = (function() {

                /**
                 * Properties of a Resume.
                 * @typedef {Object} trunkline.wire.v1.Resume.$Properties
                 * @property {string|null} [sessionId] Resume sessionId
                 * @property {string|null} [resumeToken] Resume resumeToken
                 * @property {number|null} [lastOffset] Resume lastOffset
                 * @property {number|null} [lastSeq] Resume lastSeq
                 * @property {number|null} [attempt] Resume attempt
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Resume.
                 * @memberof trunkline.wire.v1
                 * @interface IResume
                 * @augments trunkline.wire.v1.Resume.$Properties
                 * @deprecated Use trunkline.wire.v1.Resume.$Properties instead.
                 */

                /**
                 * Shape of a Resume.
                 * @typedef {trunkline.wire.v1.Resume.$Properties} trunkline.wire.v1.Resume.$Shape
                 */

                /**
                 * Constructs a new Resume.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Resume.
                 * @constructor
                 * @param {trunkline.wire.v1.Resume.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Resume = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Resume sessionId.
                 * @member {string} sessionId
                 * @memberof trunkline.wire.v1.Resume
                 * @instance
                 */
                Resume.prototype.sessionId = "";

                /**
                 * Resume resumeToken.
                 * @member {string} resumeToken
                 * @memberof trunkline.wire.v1.Resume
                 * @instance
                 */
                Resume.prototype.resumeToken = "";

                /**
                 * Resume lastOffset.
                 * @member {number} lastOffset
                 * @memberof trunkline.wire.v1.Resume
                 * @instance
                 */
                Resume.prototype.lastOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Resume lastSeq.
                 * @member {number} lastSeq
                 * @memberof trunkline.wire.v1.Resume
                 * @instance
                 */
                Resume.prototype.lastSeq = 0;

                /**
                 * Resume attempt.
                 * @member {number} attempt
                 * @memberof trunkline.wire.v1.Resume
                 * @instance
                 */
                Resume.prototype.attempt = 0;

                /**
                 * Creates a new Resume instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Resume
                 * @static
                 * @param {trunkline.wire.v1.Resume.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Resume} Resume instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Resume.$Shape): trunkline.wire.v1.Resume & trunkline.wire.v1.Resume.$Shape;
                 *   (properties?: trunkline.wire.v1.Resume.$Properties): trunkline.wire.v1.Resume;
                 * }}
                 */
                Resume.create = function(properties) {
                    return new Resume(properties);
                };

                /**
                 * Encodes the specified Resume message. Does not implicitly {@link trunkline.wire.v1.Resume.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Resume
                 * @static
                 * @param {trunkline.wire.v1.Resume.$Properties} message Resume message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Resume.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.sessionId);
                    if (message.resumeToken != null && $Object.hasOwnProperty.call(message, "resumeToken") && message.resumeToken !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.resumeToken);
                    if (message.lastOffset != null && $Object.hasOwnProperty.call(message, "lastOffset") && (typeof message.lastOffset === "object" ? message.lastOffset.low || message.lastOffset.high : message.lastOffset !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.lastOffset);
                    if (message.lastSeq != null && $Object.hasOwnProperty.call(message, "lastSeq") && message.lastSeq !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.lastSeq);
                    if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.attempt);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Resume message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Resume
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Resume & trunkline.wire.v1.Resume.$Shape} Resume
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Resume.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Resume();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.sessionId = value;
                                else
                                    delete message.sessionId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resumeToken = value;
                                else
                                    delete message.resumeToken;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.lastOffset = value;
                                else
                                    delete message.lastOffset;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.lastSeq = value;
                                else
                                    delete message.lastSeq;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.attempt = value;
                                else
                                    delete message.attempt;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Resume;
            })();

            v1.Welcome = (function() {

                /**
                 * Properties of a Welcome.
                 * @typedef {Object} trunkline.wire.v1.Welcome.$Properties
                 * @property {string|null} [sessionId] Welcome sessionId
                 * @property {string|null} [resumeToken] Welcome resumeToken
                 * @property {boolean|null} [resumed] Welcome resumed
                 * @property {number|null} [heartbeatMs] Welcome heartbeatMs
                 * @property {number|null} [resumeWindowMs] Welcome resumeWindowMs
                 * @property {number|null} [maxFrameBytes] Welcome maxFrameBytes
                 * @property {number|null} [maxInFlight] Welcome maxInFlight
                 * @property {string|null} [gateway] Welcome gateway
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Welcome.
                 * @memberof trunkline.wire.v1
                 * @interface IWelcome
                 * @augments trunkline.wire.v1.Welcome.$Properties
                 * @deprecated Use trunkline.wire.v1.Welcome.$Properties instead.
                 */

                /**
                 * Shape of a Welcome.
                 * @typedef {trunkline.wire.v1.Welcome.$Properties} trunkline.wire.v1.Welcome.$Shape
                 */

                /**
                 * Constructs a new Welcome.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Welcome.
                 * @constructor
                 * @param {trunkline.wire.v1.Welcome.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Welcome = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Welcome sessionId.
                 * @member {string} sessionId
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.sessionId = "";

                /**
                 * Welcome resumeToken.
                 * @member {string} resumeToken
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.resumeToken = "";

                /**
                 * Welcome resumed.
                 * @member {boolean} resumed
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.resumed = false;

                /**
                 * Welcome heartbeatMs.
                 * @member {number} heartbeatMs
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.heartbeatMs = 0;

                /**
                 * Welcome resumeWindowMs.
                 * @member {number} resumeWindowMs
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.resumeWindowMs = 0;

                /**
                 * Welcome maxFrameBytes.
                 * @member {number} maxFrameBytes
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.maxFrameBytes = 0;

                /**
                 * Welcome maxInFlight.
                 * @member {number} maxInFlight
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.maxInFlight = 0;

                /**
                 * Welcome gateway.
                 * @member {string} gateway
                 * @memberof trunkline.wire.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.gateway = "";

                /**
                 * Creates a new Welcome instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Welcome
                 * @static
                 * @param {trunkline.wire.v1.Welcome.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Welcome} Welcome instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Welcome.$Shape): trunkline.wire.v1.Welcome & trunkline.wire.v1.Welcome.$Shape;
                 *   (properties?: trunkline.wire.v1.Welcome.$Properties): trunkline.wire.v1.Welcome;
                 * }}
                 */
                Welcome.create = function(properties) {
                    return new Welcome(properties);
                };

                /**
                 * Encodes the specified Welcome message. Does not implicitly {@link trunkline.wire.v1.Welcome.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Welcome
                 * @static
                 * @param {trunkline.wire.v1.Welcome.$Properties} message Welcome message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Welcome.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.sessionId);
                    if (message.resumeToken != null && $Object.hasOwnProperty.call(message, "resumeToken") && message.resumeToken !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.resumeToken);
                    if (message.resumed != null && $Object.hasOwnProperty.call(message, "resumed") && message.resumed !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.resumed);
                    if (message.heartbeatMs != null && $Object.hasOwnProperty.call(message, "heartbeatMs") && message.heartbeatMs !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.heartbeatMs);
                    if (message.resumeWindowMs != null && $Object.hasOwnProperty.call(message, "resumeWindowMs") && message.resumeWindowMs !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.resumeWindowMs);
                    if (message.maxFrameBytes != null && $Object.hasOwnProperty.call(message, "maxFrameBytes") && message.maxFrameBytes !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.maxFrameBytes);
                    if (message.maxInFlight != null && $Object.hasOwnProperty.call(message, "maxInFlight") && message.maxInFlight !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.maxInFlight);
                    if (message.gateway != null && $Object.hasOwnProperty.call(message, "gateway") && message.gateway !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.gateway);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Welcome message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Welcome
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Welcome & trunkline.wire.v1.Welcome.$Shape} Welcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Welcome.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Welcome();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.sessionId = value;
                                else
                                    delete message.sessionId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resumeToken = value;
                                else
                                    delete message.resumeToken;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.resumed = value;
                                else
                                    delete message.resumed;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.heartbeatMs = value;
                                else
                                    delete message.heartbeatMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.resumeWindowMs = value;
                                else
                                    delete message.resumeWindowMs;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.maxFrameBytes = value;
                                else
                                    delete message.maxFrameBytes;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.maxInFlight = value;
                                else
                                    delete message.maxInFlight;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.gateway = value;
                                else
                                    delete message.gateway;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Welcome;
            })();

            v1.Ping = (function() {

                /**
                 * Properties of a Ping.
                 * @typedef {Object} trunkline.wire.v1.Ping.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Ping.
                 * @memberof trunkline.wire.v1
                 * @interface IPing
                 * @augments trunkline.wire.v1.Ping.$Properties
                 * @deprecated Use trunkline.wire.v1.Ping.$Properties instead.
                 */

                /**
                 * Shape of a Ping.
                 * @typedef {trunkline.wire.v1.Ping.$Properties} trunkline.wire.v1.Ping.$Shape
                 */

                /**
                 * Constructs a new Ping.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Ping.
                 * @constructor
                 * @param {trunkline.wire.v1.Ping.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ping = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Creates a new Ping instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Ping
                 * @static
                 * @param {trunkline.wire.v1.Ping.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Ping} Ping instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Ping.$Shape): trunkline.wire.v1.Ping & trunkline.wire.v1.Ping.$Shape;
                 *   (properties?: trunkline.wire.v1.Ping.$Properties): trunkline.wire.v1.Ping;
                 * }}
                 */
                Ping.create = function(properties) {
                    return new Ping(properties);
                };

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link trunkline.wire.v1.Ping.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Ping
                 * @static
                 * @param {trunkline.wire.v1.Ping.$Properties} message Ping message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ping.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Ping
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Ping & trunkline.wire.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ping.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Ping();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Ping;
            })();

            v1.Pong = (function() {

                /**
                 * Properties of a Pong.
                 * @typedef {Object} trunkline.wire.v1.Pong.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pong.
                 * @memberof trunkline.wire.v1
                 * @interface IPong
                 * @augments trunkline.wire.v1.Pong.$Properties
                 * @deprecated Use trunkline.wire.v1.Pong.$Properties instead.
                 */

                /**
                 * Shape of a Pong.
                 * @typedef {trunkline.wire.v1.Pong.$Properties} trunkline.wire.v1.Pong.$Shape
                 */

                /**
                 * Constructs a new Pong.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Pong.
                 * @constructor
                 * @param {trunkline.wire.v1.Pong.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pong = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Creates a new Pong instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Pong
                 * @static
                 * @param {trunkline.wire.v1.Pong.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Pong} Pong instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Pong.$Shape): trunkline.wire.v1.Pong & trunkline.wire.v1.Pong.$Shape;
                 *   (properties?: trunkline.wire.v1.Pong.$Properties): trunkline.wire.v1.Pong;
                 * }}
                 */
                Pong.create = function(properties) {
                    return new Pong(properties);
                };

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link trunkline.wire.v1.Pong.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Pong
                 * @static
                 * @param {trunkline.wire.v1.Pong.$Properties} message Pong message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pong.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Pong
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Pong & trunkline.wire.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pong.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Pong();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Pong;
            })();

            v1.Cancel = (function() {

                /**
                 * Properties of a Cancel.
                 * @typedef {Object} trunkline.wire.v1.Cancel.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Cancel.
                 * @memberof trunkline.wire.v1
                 * @interface ICancel
                 * @augments trunkline.wire.v1.Cancel.$Properties
                 * @deprecated Use trunkline.wire.v1.Cancel.$Properties instead.
                 */

                /**
                 * Shape of a Cancel.
                 * @typedef {trunkline.wire.v1.Cancel.$Properties} trunkline.wire.v1.Cancel.$Shape
                 */

                /**
                 * Constructs a new Cancel.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Cancel.
                 * @constructor
                 * @param {trunkline.wire.v1.Cancel.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Cancel = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Creates a new Cancel instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Cancel
                 * @static
                 * @param {trunkline.wire.v1.Cancel.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Cancel} Cancel instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Cancel.$Shape): trunkline.wire.v1.Cancel & trunkline.wire.v1.Cancel.$Shape;
                 *   (properties?: trunkline.wire.v1.Cancel.$Properties): trunkline.wire.v1.Cancel;
                 * }}
                 */
                Cancel.create = function(properties) {
                    return new Cancel(properties);
                };

                /**
                 * Encodes the specified Cancel message. Does not implicitly {@link trunkline.wire.v1.Cancel.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Cancel
                 * @static
                 * @param {trunkline.wire.v1.Cancel.$Properties} message Cancel message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Cancel.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Cancel message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Cancel
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Cancel & trunkline.wire.v1.Cancel.$Shape} Cancel
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Cancel.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Cancel();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Cancel;
            })();

            v1.HalfClose = (function() {

                /**
                 * Properties of a HalfClose.
                 * @typedef {Object} trunkline.wire.v1.HalfClose.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HalfClose.
                 * @memberof trunkline.wire.v1
                 * @interface IHalfClose
                 * @augments trunkline.wire.v1.HalfClose.$Properties
                 * @deprecated Use trunkline.wire.v1.HalfClose.$Properties instead.
                 */

                /**
                 * Shape of a HalfClose.
                 * @typedef {trunkline.wire.v1.HalfClose.$Properties} trunkline.wire.v1.HalfClose.$Shape
                 */

                /**
                 * Constructs a new HalfClose.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a HalfClose.
                 * @constructor
                 * @param {trunkline.wire.v1.HalfClose.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HalfClose = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Creates a new HalfClose instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.HalfClose
                 * @static
                 * @param {trunkline.wire.v1.HalfClose.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.HalfClose} HalfClose instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.HalfClose.$Shape): trunkline.wire.v1.HalfClose & trunkline.wire.v1.HalfClose.$Shape;
                 *   (properties?: trunkline.wire.v1.HalfClose.$Properties): trunkline.wire.v1.HalfClose;
                 * }}
                 */
                HalfClose.create = function(properties) {
                    return new HalfClose(properties);
                };

                /**
                 * Encodes the specified HalfClose message. Does not implicitly {@link trunkline.wire.v1.HalfClose.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.HalfClose
                 * @static
                 * @param {trunkline.wire.v1.HalfClose.$Properties} message HalfClose message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HalfClose.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HalfClose message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.HalfClose
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.HalfClose & trunkline.wire.v1.HalfClose.$Shape} HalfClose
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HalfClose.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.HalfClose();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return HalfClose;
            })();

            v1.GoAway = (function() {

                /**
                 * Properties of a GoAway.
                 * @typedef {Object} trunkline.wire.v1.GoAway.$Properties
                 * @property {number|null} [code] GoAway code
                 * @property {string|null} [reason] GoAway reason
                 * @property {boolean|null} [reconnect] GoAway reconnect
                 * @property {number|null} [retryAfterMs] GoAway retryAfterMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GoAway.
                 * @memberof trunkline.wire.v1
                 * @interface IGoAway
                 * @augments trunkline.wire.v1.GoAway.$Properties
                 * @deprecated Use trunkline.wire.v1.GoAway.$Properties instead.
                 */

                /**
                 * Shape of a GoAway.
                 * @typedef {trunkline.wire.v1.GoAway.$Properties} trunkline.wire.v1.GoAway.$Shape
                 */

                /**
                 * Constructs a new GoAway.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a GoAway.
                 * @constructor
                 * @param {trunkline.wire.v1.GoAway.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GoAway = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GoAway code.
                 * @member {number} code
                 * @memberof trunkline.wire.v1.GoAway
                 * @instance
                 */
                GoAway.prototype.code = 0;

                /**
                 * GoAway reason.
                 * @member {string} reason
                 * @memberof trunkline.wire.v1.GoAway
                 * @instance
                 */
                GoAway.prototype.reason = "";

                /**
                 * GoAway reconnect.
                 * @member {boolean} reconnect
                 * @memberof trunkline.wire.v1.GoAway
                 * @instance
                 */
                GoAway.prototype.reconnect = false;

                /**
                 * GoAway retryAfterMs.
                 * @member {number} retryAfterMs
                 * @memberof trunkline.wire.v1.GoAway
                 * @instance
                 */
                GoAway.prototype.retryAfterMs = 0;

                /**
                 * Creates a new GoAway instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.GoAway
                 * @static
                 * @param {trunkline.wire.v1.GoAway.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.GoAway} GoAway instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.GoAway.$Shape): trunkline.wire.v1.GoAway & trunkline.wire.v1.GoAway.$Shape;
                 *   (properties?: trunkline.wire.v1.GoAway.$Properties): trunkline.wire.v1.GoAway;
                 * }}
                 */
                GoAway.create = function(properties) {
                    return new GoAway(properties);
                };

                /**
                 * Encodes the specified GoAway message. Does not implicitly {@link trunkline.wire.v1.GoAway.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.GoAway
                 * @static
                 * @param {trunkline.wire.v1.GoAway.$Properties} message GoAway message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GoAway.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.code);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.reason);
                    if (message.reconnect != null && $Object.hasOwnProperty.call(message, "reconnect") && message.reconnect !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.reconnect);
                    if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && message.retryAfterMs !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.retryAfterMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GoAway message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.GoAway
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.GoAway & trunkline.wire.v1.GoAway.$Shape} GoAway
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GoAway.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.GoAway();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.code = value;
                                else
                                    delete message.code;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.reconnect = value;
                                else
                                    delete message.reconnect;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.retryAfterMs = value;
                                else
                                    delete message.retryAfterMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GoAway;
            })();

            /**
             * Encoding enum.
             * @name trunkline.wire.v1.Encoding
             * @enum {number}
             * @property {number} ENCODING_UNSPECIFIED=0 ENCODING_UNSPECIFIED value
             * @property {number} ENCODING_PROTO=1 ENCODING_PROTO value
             * @property {number} ENCODING_JSON=2 ENCODING_JSON value
             */
            v1.Encoding = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "ENCODING_UNSPECIFIED"] = 0;
                values[valuesById[1] = "ENCODING_PROTO"] = 1;
                values[valuesById[2] = "ENCODING_JSON"] = 2;
                return values;
            })();

            v1.Metadatum = (function() {

                /**
                 * Properties of a Metadatum.
                 * @typedef {Object} trunkline.wire.v1.Metadatum.$Properties
                 * @property {string|null} [key] Metadatum key
                 * @property {string|null} [text] Metadatum text
                 * @property {Uint8Array|null} [binary] Metadatum binary
                 * @property {"text"|"binary"} [value] Metadatum value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Metadatum.
                 * @memberof trunkline.wire.v1
                 * @interface IMetadatum
                 * @augments trunkline.wire.v1.Metadatum.$Properties
                 * @deprecated Use trunkline.wire.v1.Metadatum.$Properties instead.
                 */

                /**
                 * Narrowed shape of a Metadatum.
                 * @typedef {{
                 *   key?: string|null;
                 *   text?: string|null;
                 *   binary?: Uint8Array|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ value?: undefined; text?: null; binary?: null }|{ value?: "text"; text: string; binary?: null }|{ value?: "binary"; text?: null; binary: Uint8Array })
                 * )} trunkline.wire.v1.Metadatum.$Shape
                 */

                /**
                 * Constructs a new Metadatum.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Metadatum.
                 * @constructor
                 * @param {trunkline.wire.v1.Metadatum.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Metadatum = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Metadatum key.
                 * @member {string} key
                 * @memberof trunkline.wire.v1.Metadatum
                 * @instance
                 */
                Metadatum.prototype.key = "";

                /**
                 * Metadatum text.
                 * @member {string|null|undefined} text
                 * @memberof trunkline.wire.v1.Metadatum
                 * @instance
                 */
                Metadatum.prototype.text = null;

                /**
                 * Metadatum binary.
                 * @member {Uint8Array|null|undefined} binary
                 * @memberof trunkline.wire.v1.Metadatum
                 * @instance
                 */
                Metadatum.prototype.binary = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Metadatum value.
                 * @member {"text"|"binary"|undefined} value
                 * @memberof trunkline.wire.v1.Metadatum
                 * @instance
                 */
                $Object.defineProperty(Metadatum.prototype, "value", {
                    get: $util.oneOfGetter($oneOfFields = ["text", "binary"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Metadatum instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Metadatum
                 * @static
                 * @param {trunkline.wire.v1.Metadatum.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Metadatum} Metadatum instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Metadatum.$Shape): trunkline.wire.v1.Metadatum & trunkline.wire.v1.Metadatum.$Shape;
                 *   (properties?: trunkline.wire.v1.Metadatum.$Properties): trunkline.wire.v1.Metadatum;
                 * }}
                 */
                Metadatum.create = function(properties) {
                    return new Metadatum(properties);
                };

                /**
                 * Encodes the specified Metadatum message. Does not implicitly {@link trunkline.wire.v1.Metadatum.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Metadatum
                 * @static
                 * @param {trunkline.wire.v1.Metadatum.$Properties} message Metadatum message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Metadatum.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
                    if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                    if (message.binary != null && $Object.hasOwnProperty.call(message, "binary"))
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.binary);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Metadatum message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Metadatum
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Metadatum & trunkline.wire.v1.Metadatum.$Shape} Metadatum
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Metadatum.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Metadatum();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.key = value;
                                else
                                    delete message.key;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.text = reader.stringVerify();
                                message.value = "text";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.binary = reader.bytes();
                                message.value = "binary";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Metadatum;
            })();

            v1.Request = (function() {

                /**
                 * Properties of a Request.
                 * @typedef {Object} trunkline.wire.v1.Request.$Properties
                 * @property {string|null} [service] Request service
                 * @property {string|null} [method] Request method
                 * @property {number|null} [timeoutMs] Request timeoutMs
                 * @property {Array.<trunkline.wire.v1.Metadatum.$Properties>|null} [metadata] Request metadata
                 * @property {trunkline.wire.v1.Encoding|null} [encoding] Request encoding
                 * @property {boolean|null} [idempotent] Request idempotent
                 * @property {Uint8Array|null} [payload] Request payload
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Request.
                 * @memberof trunkline.wire.v1
                 * @interface IRequest
                 * @augments trunkline.wire.v1.Request.$Properties
                 * @deprecated Use trunkline.wire.v1.Request.$Properties instead.
                 */

                /**
                 * Shape of a Request.
                 * @typedef {{
                 *   service?: string|null;
                 *   method?: string|null;
                 *   timeoutMs?: number|null;
                 *   metadata?: Array.<trunkline.wire.v1.Metadatum.$Shape>|null;
                 *   encoding?: trunkline.wire.v1.Encoding|null;
                 *   idempotent?: boolean|null;
                 *   payload?: Uint8Array|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * }} trunkline.wire.v1.Request.$Shape
                 */

                /**
                 * Constructs a new Request.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Request.
                 * @constructor
                 * @param {trunkline.wire.v1.Request.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Request = function (properties) {
                    this.metadata = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Request service.
                 * @member {string} service
                 * @memberof trunkline.wire.v1.Request
                 * @instance
                 */
                Request.prototype.service = "";

                /**
                 * Request method.
                 * @member {string} method
                 * @memberof trunkline.wire.v1.Request
                 * @instance
                 */
                Request.prototype.method = "";

                /**
                 * Request timeoutMs.
                 * @member {number} timeoutMs
                 * @memberof trunkline.wire.v1.Request
                 * @instance
                 */
                Request.prototype.timeoutMs = 0;

                /**
                 * Request metadata.
                 * @member {Array.<trunkline.wire.v1.Metadatum.$Properties>} metadata
                 * @memberof trunkline.wire.v1.Request
                 * @instance
                 */
                Request.prototype.metadata = $util.emptyArray;

                /**
                 * Request encoding.
                 * @member {trunkline.wire.v1.Encoding} encoding
                 * @memberof trunkline.wire.v1.Request
                 * @instance
                 */
                Request.prototype.encoding = 0;

                /**
                 * Request idempotent.
                 * @member {boolean} idempotent
                 * @memberof trunkline.wire.v1.Request
                 * @instance
                 */
                Request.prototype.idempotent = false;

                /**
                 * Request payload.
                 * @member {Uint8Array} payload
                 * @memberof trunkline.wire.v1.Request
                 * @instance
                 */
                Request.prototype.payload = $util.newBuffer([]);

                /**
                 * Creates a new Request instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Request
                 * @static
                 * @param {trunkline.wire.v1.Request.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Request} Request instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Request.$Shape): trunkline.wire.v1.Request & trunkline.wire.v1.Request.$Shape;
                 *   (properties?: trunkline.wire.v1.Request.$Properties): trunkline.wire.v1.Request;
                 * }}
                 */
                Request.create = function(properties) {
                    return new Request(properties);
                };

                /**
                 * Encodes the specified Request message. Does not implicitly {@link trunkline.wire.v1.Request.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Request
                 * @static
                 * @param {trunkline.wire.v1.Request.$Properties} message Request message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Request.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.service);
                    if (message.method != null && $Object.hasOwnProperty.call(message, "method") && message.method !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.method);
                    if (message.timeoutMs != null && $Object.hasOwnProperty.call(message, "timeoutMs") && message.timeoutMs !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.timeoutMs);
                    if (message.metadata != null && message.metadata.length)
                        for (let i = 0; i < message.metadata.length; ++i)
                            $root.trunkline.wire.v1.Metadatum.encode(message.metadata[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.encoding != null && $Object.hasOwnProperty.call(message, "encoding") && message.encoding !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.encoding);
                    if (message.idempotent != null && $Object.hasOwnProperty.call(message, "idempotent") && message.idempotent !== false)
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.idempotent);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                        writer.uint32(/* id 15, wireType 2 =*/122).bytes(message.payload);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Request message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Request
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Request & trunkline.wire.v1.Request.$Shape} Request
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Request.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Request();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.service = value;
                                else
                                    delete message.service;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.method = value;
                                else
                                    delete message.method;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.timeoutMs = value;
                                else
                                    delete message.timeoutMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.metadata && message.metadata.length))
                                    message.metadata = [];
                                message.metadata.push($root.trunkline.wire.v1.Metadatum.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.encoding = value;
                                else
                                    delete message.encoding;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.idempotent = value;
                                else
                                    delete message.idempotent;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.payload = value;
                                else
                                    delete message.payload;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Request;
            })();

            v1.Response = (function() {

                /**
                 * Properties of a Response.
                 * @typedef {Object} trunkline.wire.v1.Response.$Properties
                 * @property {number|null} [status] Response status
                 * @property {string|null} [message] Response message
                 * @property {Array.<trunkline.wire.v1.Metadatum.$Properties>|null} [metadata] Response metadata
                 * @property {Array.<trunkline.wire.v1.Metadatum.$Properties>|null} [trailers] Response trailers
                 * @property {Uint8Array|null} [details] Response details
                 * @property {trunkline.wire.v1.Failure.$Properties|null} [failure] Response failure
                 * @property {string|null} [detailsJson] Response detailsJson
                 * @property {Uint8Array|null} [payload] Response payload
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Response.
                 * @memberof trunkline.wire.v1
                 * @interface IResponse
                 * @augments trunkline.wire.v1.Response.$Properties
                 * @deprecated Use trunkline.wire.v1.Response.$Properties instead.
                 */

                /**
                 * Shape of a Response.
                 * @typedef {{
                 *   status?: number|null;
                 *   message?: string|null;
                 *   metadata?: Array.<trunkline.wire.v1.Metadatum.$Shape>|null;
                 *   trailers?: Array.<trunkline.wire.v1.Metadatum.$Shape>|null;
                 *   details?: Uint8Array|null;
                 *   failure?: trunkline.wire.v1.Failure.$Shape|null;
                 *   detailsJson?: string|null;
                 *   payload?: Uint8Array|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * }} trunkline.wire.v1.Response.$Shape
                 */

                /**
                 * Constructs a new Response.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Response.
                 * @constructor
                 * @param {trunkline.wire.v1.Response.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Response = function (properties) {
                    this.metadata = [];
                    this.trailers = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Response status.
                 * @member {number} status
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.status = 0;

                /**
                 * Response message.
                 * @member {string} message
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.message = "";

                /**
                 * Response metadata.
                 * @member {Array.<trunkline.wire.v1.Metadatum.$Properties>} metadata
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.metadata = $util.emptyArray;

                /**
                 * Response trailers.
                 * @member {Array.<trunkline.wire.v1.Metadatum.$Properties>} trailers
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.trailers = $util.emptyArray;

                /**
                 * Response details.
                 * @member {Uint8Array} details
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.details = $util.newBuffer([]);

                /**
                 * Response failure.
                 * @member {trunkline.wire.v1.Failure.$Properties|null|undefined} failure
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.failure = null;

                /**
                 * Response detailsJson.
                 * @member {string} detailsJson
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.detailsJson = "";

                /**
                 * Response payload.
                 * @member {Uint8Array} payload
                 * @memberof trunkline.wire.v1.Response
                 * @instance
                 */
                Response.prototype.payload = $util.newBuffer([]);

                /**
                 * Creates a new Response instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Response
                 * @static
                 * @param {trunkline.wire.v1.Response.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Response} Response instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Response.$Shape): trunkline.wire.v1.Response & trunkline.wire.v1.Response.$Shape;
                 *   (properties?: trunkline.wire.v1.Response.$Properties): trunkline.wire.v1.Response;
                 * }}
                 */
                Response.create = function(properties) {
                    return new Response(properties);
                };

                /**
                 * Encodes the specified Response message. Does not implicitly {@link trunkline.wire.v1.Response.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Response
                 * @static
                 * @param {trunkline.wire.v1.Response.$Properties} message Response message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Response.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.status);
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    if (message.metadata != null && message.metadata.length)
                        for (let i = 0; i < message.metadata.length; ++i)
                            $root.trunkline.wire.v1.Metadatum.encode(message.metadata[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.trailers != null && message.trailers.length)
                        for (let i = 0; i < message.trailers.length; ++i)
                            $root.trunkline.wire.v1.Metadatum.encode(message.trailers[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.details != null && $Object.hasOwnProperty.call(message, "details") && message.details.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.details);
                    if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                        $root.trunkline.wire.v1.Failure.encode(message.failure, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.detailsJson != null && $Object.hasOwnProperty.call(message, "detailsJson") && message.detailsJson !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.detailsJson);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                        writer.uint32(/* id 15, wireType 2 =*/122).bytes(message.payload);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Response message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Response
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Response & trunkline.wire.v1.Response.$Shape} Response
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Response.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Response();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.status = value;
                                else
                                    delete message.status;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.message = value;
                                else
                                    delete message.message;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.metadata && message.metadata.length))
                                    message.metadata = [];
                                message.metadata.push($root.trunkline.wire.v1.Metadatum.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.trailers && message.trailers.length))
                                    message.trailers = [];
                                message.trailers.push($root.trunkline.wire.v1.Metadatum.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.details = value;
                                else
                                    delete message.details;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.failure = $root.trunkline.wire.v1.Failure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.detailsJson = value;
                                else
                                    delete message.detailsJson;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.payload = value;
                                else
                                    delete message.payload;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Response;
            })();

            v1.Failure = (function() {

                /**
                 * Properties of a Failure.
                 * @typedef {Object} trunkline.wire.v1.Failure.$Properties
                 * @property {trunkline.wire.v1.Failure.Origin|null} [origin] Failure origin
                 * @property {string|null} [reason] Failure reason
                 * @property {trunkline.wire.v1.Failure.Sent|null} [sent] Failure sent
                 * @property {number|null} [retryAfterMs] Failure retryAfterMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Failure.
                 * @memberof trunkline.wire.v1
                 * @interface IFailure
                 * @augments trunkline.wire.v1.Failure.$Properties
                 * @deprecated Use trunkline.wire.v1.Failure.$Properties instead.
                 */

                /**
                 * Shape of a Failure.
                 * @typedef {trunkline.wire.v1.Failure.$Properties} trunkline.wire.v1.Failure.$Shape
                 */

                /**
                 * Constructs a new Failure.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Failure.
                 * @constructor
                 * @param {trunkline.wire.v1.Failure.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Failure = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Failure origin.
                 * @member {trunkline.wire.v1.Failure.Origin} origin
                 * @memberof trunkline.wire.v1.Failure
                 * @instance
                 */
                Failure.prototype.origin = 0;

                /**
                 * Failure reason.
                 * @member {string} reason
                 * @memberof trunkline.wire.v1.Failure
                 * @instance
                 */
                Failure.prototype.reason = "";

                /**
                 * Failure sent.
                 * @member {trunkline.wire.v1.Failure.Sent} sent
                 * @memberof trunkline.wire.v1.Failure
                 * @instance
                 */
                Failure.prototype.sent = 0;

                /**
                 * Failure retryAfterMs.
                 * @member {number} retryAfterMs
                 * @memberof trunkline.wire.v1.Failure
                 * @instance
                 */
                Failure.prototype.retryAfterMs = 0;

                /**
                 * Creates a new Failure instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Failure
                 * @static
                 * @param {trunkline.wire.v1.Failure.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Failure} Failure instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Failure.$Shape): trunkline.wire.v1.Failure & trunkline.wire.v1.Failure.$Shape;
                 *   (properties?: trunkline.wire.v1.Failure.$Properties): trunkline.wire.v1.Failure;
                 * }}
                 */
                Failure.create = function(properties) {
                    return new Failure(properties);
                };

                /**
                 * Encodes the specified Failure message. Does not implicitly {@link trunkline.wire.v1.Failure.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Failure
                 * @static
                 * @param {trunkline.wire.v1.Failure.$Properties} message Failure message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Failure.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.origin);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.reason);
                    if (message.sent != null && $Object.hasOwnProperty.call(message, "sent") && message.sent !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.sent);
                    if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && message.retryAfterMs !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.retryAfterMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Failure message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Failure
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Failure & trunkline.wire.v1.Failure.$Shape} Failure
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Failure.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Failure();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.origin = value;
                                else
                                    delete message.origin;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.sent = value;
                                else
                                    delete message.sent;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.retryAfterMs = value;
                                else
                                    delete message.retryAfterMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Origin enum.
                 * @name trunkline.wire.v1.Failure.Origin
                 * @enum {number}
                 * @property {number} ORIGIN_UNSPECIFIED=0 ORIGIN_UNSPECIFIED value
                 * @property {number} GATEWAY=1 GATEWAY value
                 * @property {number} BACKEND=2 BACKEND value
                 */
                Failure.Origin = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "ORIGIN_UNSPECIFIED"] = 0;
                    values[valuesById[1] = "GATEWAY"] = 1;
                    values[valuesById[2] = "BACKEND"] = 2;
                    return values;
                })();

                /**
                 * Sent enum.
                 * @name trunkline.wire.v1.Failure.Sent
                 * @enum {number}
                 * @property {number} SENT_UNSPECIFIED=0 SENT_UNSPECIFIED value
                 * @property {number} NEVER=1 NEVER value
                 * @property {number} MAYBE=2 MAYBE value
                 */
                Failure.Sent = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "SENT_UNSPECIFIED"] = 0;
                    values[valuesById[1] = "NEVER"] = 1;
                    values[valuesById[2] = "MAYBE"] = 2;
                    return values;
                })();

                return Failure;
            })();

            v1.Message = (function() {

                /**
                 * Properties of a Message.
                 * @typedef {Object} trunkline.wire.v1.Message.$Properties
                 * @property {Array.<trunkline.wire.v1.Metadatum.$Properties>|null} [metadata] Message metadata
                 * @property {Uint8Array|null} [payload] Message payload
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Message.
                 * @memberof trunkline.wire.v1
                 * @interface IMessage
                 * @augments trunkline.wire.v1.Message.$Properties
                 * @deprecated Use trunkline.wire.v1.Message.$Properties instead.
                 */

                /**
                 * Shape of a Message.
                 * @typedef {{
                 *   metadata?: Array.<trunkline.wire.v1.Metadatum.$Shape>|null;
                 *   payload?: Uint8Array|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * }} trunkline.wire.v1.Message.$Shape
                 */

                /**
                 * Constructs a new Message.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Message.
                 * @constructor
                 * @param {trunkline.wire.v1.Message.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Message = function (properties) {
                    this.metadata = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Message metadata.
                 * @member {Array.<trunkline.wire.v1.Metadatum.$Properties>} metadata
                 * @memberof trunkline.wire.v1.Message
                 * @instance
                 */
                Message.prototype.metadata = $util.emptyArray;

                /**
                 * Message payload.
                 * @member {Uint8Array} payload
                 * @memberof trunkline.wire.v1.Message
                 * @instance
                 */
                Message.prototype.payload = $util.newBuffer([]);

                /**
                 * Creates a new Message instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Message
                 * @static
                 * @param {trunkline.wire.v1.Message.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Message} Message instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Message.$Shape): trunkline.wire.v1.Message & trunkline.wire.v1.Message.$Shape;
                 *   (properties?: trunkline.wire.v1.Message.$Properties): trunkline.wire.v1.Message;
                 * }}
                 */
                Message.create = function(properties) {
                    return new Message(properties);
                };

                /**
                 * Encodes the specified Message message. Does not implicitly {@link trunkline.wire.v1.Message.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Message
                 * @static
                 * @param {trunkline.wire.v1.Message.$Properties} message Message message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Message.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && message.metadata.length)
                        for (let i = 0; i < message.metadata.length; ++i)
                            $root.trunkline.wire.v1.Metadatum.encode(message.metadata[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                        writer.uint32(/* id 15, wireType 2 =*/122).bytes(message.payload);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Message message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Message
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Message & trunkline.wire.v1.Message.$Shape} Message
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Message.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Message();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.metadata && message.metadata.length))
                                    message.metadata = [];
                                message.metadata.push($root.trunkline.wire.v1.Metadatum.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.payload = value;
                                else
                                    delete message.payload;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Message;
            })();

            v1.Credit = (function() {

                /**
                 * Properties of a Credit.
                 * @typedef {Object} trunkline.wire.v1.Credit.$Properties
                 * @property {number|null} [messages] Credit messages
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Credit.
                 * @memberof trunkline.wire.v1
                 * @interface ICredit
                 * @augments trunkline.wire.v1.Credit.$Properties
                 * @deprecated Use trunkline.wire.v1.Credit.$Properties instead.
                 */

                /**
                 * Shape of a Credit.
                 * @typedef {trunkline.wire.v1.Credit.$Properties} trunkline.wire.v1.Credit.$Shape
                 */

                /**
                 * Constructs a new Credit.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Credit.
                 * @constructor
                 * @param {trunkline.wire.v1.Credit.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Credit = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Credit messages.
                 * @member {number} messages
                 * @memberof trunkline.wire.v1.Credit
                 * @instance
                 */
                Credit.prototype.messages = 0;

                /**
                 * Creates a new Credit instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Credit
                 * @static
                 * @param {trunkline.wire.v1.Credit.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Credit} Credit instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Credit.$Shape): trunkline.wire.v1.Credit & trunkline.wire.v1.Credit.$Shape;
                 *   (properties?: trunkline.wire.v1.Credit.$Properties): trunkline.wire.v1.Credit;
                 * }}
                 */
                Credit.create = function(properties) {
                    return new Credit(properties);
                };

                /**
                 * Encodes the specified Credit message. Does not implicitly {@link trunkline.wire.v1.Credit.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Credit
                 * @static
                 * @param {trunkline.wire.v1.Credit.$Properties} message Credit message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Credit.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.messages != null && $Object.hasOwnProperty.call(message, "messages") && message.messages !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.messages);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Credit message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Credit
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Credit & trunkline.wire.v1.Credit.$Shape} Credit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Credit.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Credit();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.messages = value;
                                else
                                    delete message.messages;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Credit;
            })();

            v1.Notify = (function() {

                /**
                 * Properties of a Notify.
                 * @typedef {Object} trunkline.wire.v1.Notify.$Properties
                 * @property {string|null} [id] Notify id
                 * @property {string|null} [type] Notify type
                 * @property {number|null} [offset] Notify offset
                 * @property {boolean|null} [replyExpected] Notify replyExpected
                 * @property {trunkline.wire.v1.Encoding|null} [encoding] Notify encoding
                 * @property {number|null} [attempt] Notify attempt
                 * @property {Uint8Array|null} [payload] Notify payload
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Notify.
                 * @memberof trunkline.wire.v1
                 * @interface INotify
                 * @augments trunkline.wire.v1.Notify.$Properties
                 * @deprecated Use trunkline.wire.v1.Notify.$Properties instead.
                 */

                /**
                 * Shape of a Notify.
                 * @typedef {trunkline.wire.v1.Notify.$Properties} trunkline.wire.v1.Notify.$Shape
                 */

                /**
                 * Constructs a new Notify.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a Notify.
                 * @constructor
                 * @param {trunkline.wire.v1.Notify.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Notify = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Notify id.
                 * @member {string} id
                 * @memberof trunkline.wire.v1.Notify
                 * @instance
                 */
                Notify.prototype.id = "";

                /**
                 * Notify type.
                 * @member {string} type
                 * @memberof trunkline.wire.v1.Notify
                 * @instance
                 */
                Notify.prototype.type = "";

                /**
                 * Notify offset.
                 * @member {number} offset
                 * @memberof trunkline.wire.v1.Notify
                 * @instance
                 */
                Notify.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Notify replyExpected.
                 * @member {boolean} replyExpected
                 * @memberof trunkline.wire.v1.Notify
                 * @instance
                 */
                Notify.prototype.replyExpected = false;

                /**
                 * Notify encoding.
                 * @member {trunkline.wire.v1.Encoding} encoding
                 * @memberof trunkline.wire.v1.Notify
                 * @instance
                 */
                Notify.prototype.encoding = 0;

                /**
                 * Notify attempt.
                 * @member {number} attempt
                 * @memberof trunkline.wire.v1.Notify
                 * @instance
                 */
                Notify.prototype.attempt = 0;

                /**
                 * Notify payload.
                 * @member {Uint8Array} payload
                 * @memberof trunkline.wire.v1.Notify
                 * @instance
                 */
                Notify.prototype.payload = $util.newBuffer([]);

                /**
                 * Creates a new Notify instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.Notify
                 * @static
                 * @param {trunkline.wire.v1.Notify.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.Notify} Notify instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.Notify.$Shape): trunkline.wire.v1.Notify & trunkline.wire.v1.Notify.$Shape;
                 *   (properties?: trunkline.wire.v1.Notify.$Properties): trunkline.wire.v1.Notify;
                 * }}
                 */
                Notify.create = function(properties) {
                    return new Notify(properties);
                };

                /**
                 * Encodes the specified Notify message. Does not implicitly {@link trunkline.wire.v1.Notify.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.Notify
                 * @static
                 * @param {trunkline.wire.v1.Notify.$Properties} message Notify message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Notify.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.type);
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.offset);
                    if (message.replyExpected != null && $Object.hasOwnProperty.call(message, "replyExpected") && message.replyExpected !== false)
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.replyExpected);
                    if (message.encoding != null && $Object.hasOwnProperty.call(message, "encoding") && message.encoding !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.encoding);
                    if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.attempt);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                        writer.uint32(/* id 15, wireType 2 =*/122).bytes(message.payload);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Notify message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.Notify
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.Notify & trunkline.wire.v1.Notify.$Shape} Notify
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Notify.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.Notify();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.replyExpected = value;
                                else
                                    delete message.replyExpected;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.encoding = value;
                                else
                                    delete message.encoding;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.attempt = value;
                                else
                                    delete message.attempt;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.payload = value;
                                else
                                    delete message.payload;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Notify;
            })();

            v1.NotifyReply = (function() {

                /**
                 * Properties of a NotifyReply.
                 * @typedef {Object} trunkline.wire.v1.NotifyReply.$Properties
                 * @property {number|null} [status] NotifyReply status
                 * @property {string|null} [message] NotifyReply message
                 * @property {Uint8Array|null} [payload] NotifyReply payload
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NotifyReply.
                 * @memberof trunkline.wire.v1
                 * @interface INotifyReply
                 * @augments trunkline.wire.v1.NotifyReply.$Properties
                 * @deprecated Use trunkline.wire.v1.NotifyReply.$Properties instead.
                 */

                /**
                 * Shape of a NotifyReply.
                 * @typedef {trunkline.wire.v1.NotifyReply.$Properties} trunkline.wire.v1.NotifyReply.$Shape
                 */

                /**
                 * Constructs a new NotifyReply.
                 * @memberof trunkline.wire.v1
                 * @classdesc Represents a NotifyReply.
                 * @constructor
                 * @param {trunkline.wire.v1.NotifyReply.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NotifyReply = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NotifyReply status.
                 * @member {number} status
                 * @memberof trunkline.wire.v1.NotifyReply
                 * @instance
                 */
                NotifyReply.prototype.status = 0;

                /**
                 * NotifyReply message.
                 * @member {string} message
                 * @memberof trunkline.wire.v1.NotifyReply
                 * @instance
                 */
                NotifyReply.prototype.message = "";

                /**
                 * NotifyReply payload.
                 * @member {Uint8Array} payload
                 * @memberof trunkline.wire.v1.NotifyReply
                 * @instance
                 */
                NotifyReply.prototype.payload = $util.newBuffer([]);

                /**
                 * Creates a new NotifyReply instance using the specified properties.
                 * @function create
                 * @memberof trunkline.wire.v1.NotifyReply
                 * @static
                 * @param {trunkline.wire.v1.NotifyReply.$Properties=} [properties] Properties to set
                 * @returns {trunkline.wire.v1.NotifyReply} NotifyReply instance
                 * @type {{
                 *   (properties: trunkline.wire.v1.NotifyReply.$Shape): trunkline.wire.v1.NotifyReply & trunkline.wire.v1.NotifyReply.$Shape;
                 *   (properties?: trunkline.wire.v1.NotifyReply.$Properties): trunkline.wire.v1.NotifyReply;
                 * }}
                 */
                NotifyReply.create = function(properties) {
                    return new NotifyReply(properties);
                };

                /**
                 * Encodes the specified NotifyReply message. Does not implicitly {@link trunkline.wire.v1.NotifyReply.verify|verify} messages.
                 * @function encode
                 * @memberof trunkline.wire.v1.NotifyReply
                 * @static
                 * @param {trunkline.wire.v1.NotifyReply.$Properties} message NotifyReply message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NotifyReply.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.status);
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                        writer.uint32(/* id 15, wireType 2 =*/122).bytes(message.payload);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NotifyReply message from the specified reader or buffer.
                 * @function decode
                 * @memberof trunkline.wire.v1.NotifyReply
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {trunkline.wire.v1.NotifyReply & trunkline.wire.v1.NotifyReply.$Shape} NotifyReply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NotifyReply.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.trunkline.wire.v1.NotifyReply();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.status = value;
                                else
                                    delete message.status;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.message = value;
                                else
                                    delete message.message;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.payload = value;
                                else
                                    delete message.payload;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return NotifyReply;
            })();

            return v1;
        })();

        return wire;
    })();

    return trunkline;
})();

export {
  $root as default
};
