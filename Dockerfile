# A small image of one node: no compiler, no tests, no root, nothing written outside /data and /tmp.
ARG NODE_IMAGE=node:20-slim

# ---- What runs: packages without those for development ----
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY vendor vendor
# Types and source maps are a third of it, and nothing reads them here.
RUN npm ci --omit=dev \
  && find node_modules -type f -regextype posix-extended -regex '.*\.(map|ts|mts|cts)' -delete

# ---- Compiled, bundled, and trained on this content ----
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY vendor vendor
RUN npm ci
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY test test
COPY models models
COPY intents intents
COPY responses responses
RUN npm run build && find build/src -name '*.map' -delete

# ---- The image ----
FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=packages /app/vendor vendor
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/build/src build/src
COPY --from=build /app/build/model build/model
COPY --from=build /app/build/content build/content
COPY --from=build /app/build/widget build/widget
COPY intents intents
COPY responses responses
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not npm: a signal must reach the server itself.
CMD ["node", "build/src/main.js"]
