"""The same formulas in every notation: rows of (layer, what is wanted, Flipside's text, the others' texts)."""

from __future__ import annotations

from engine.layer import Layer

PLAIN = Layer("z[i] = sum(j, w[j]*x[i+j])", x="n", w="m", z="n-m+1")
STRIDED = Layer("z[i] = sum(j, w[j]*x[s*i+d*j-p])", x="n", w="m", z="(n+2*p-d*(m-1)-1)//s+1")
PLANE = Layer(
    "z[o,i,j] = sum(c, u, v, w[o,c,u,v]*x[c,i+u,j+v])",
    {"x": "g, h, l", "w": "f, g, m, r", "z": "f, h-m+1, l-r+1"},
)
CONVOLUTION = Layer("z[i] = sum(j, w[j]*x[i-j])", x="n", w="m", z="n+m-1")
DENSE = Layer("z[i] = sum(j, A[i,j]*x[j])", x="n", A="l, n", z="l")

PRINTED = [
    (
        PLAIN,
        "z[i]",
        "sum(j, w[j]*x[i+j])",
        {
            "larochelle": "sum(p, k[r-p-1]*x[i+p])",
            "gibiansky": "sum(a, omega[a]*y[i+a])",
            "goodfellow": "sum(m, K[m]*V[j+m-1])",
            "pytorch": "sum(j, weight[j]*input[i+j])",
        },
    ),
    (
        PLAIN,
        "z[i]",
        "sum(j=0..m-1, w[j]*x[i+j])",
        {
            "larochelle": "sum(p=0..r-1, k[r-p-1]*x[i+p])",
            "gibiansky": "sum(a=0..m-1, omega[a]*y[i+a])",
            "goodfellow": "sum(m=1..M, K[m]*V[j+m-1])",
            "pytorch": "sum(j=0..kernel_size-1, weight[j]*input[i+j])",
        },
    ),
    (
        PLAIN,
        "dL/dx[k]",
        "conv(delta, w, full)",
        {
            "larochelle": "corr(delta, k, full)",
            "gibiansky": "conv(delta, omega, full)",
            "goodfellow": "conv(G, K, full)",
            "pytorch": "conv(grad_output, weight, full)",
        },
    ),
    (
        PLAIN,
        "dL/dx[k]",
        "corr(delta, flip(w), full)",
        {
            "larochelle": "conv(delta, flip(k), full)",
            "gibiansky": "corr(delta, flip(omega), full)",
            "goodfellow": "corr(G, flip(K), full)",
            "pytorch": "corr(grad_output, flip(weight), full)",
        },
    ),
    (
        PLAIN,
        "dL/dx[k]",
        "sum(i, j, delta[i]*w[j]*[i+j == k])",
        {
            "larochelle": "sum(i, p, delta[i]*k[r-p-1]*[i+p == j])",
            "gibiansky": "sum(i, a, delta[i]*omega[a]*[i+a == k])",
            "goodfellow": "sum(j, m, G[j]*K[m]*[j+m-1 == k])",
            "pytorch": "sum(i, j, grad_output[i]*weight[j]*[i+j == k])",
        },
    ),
    (
        PLAIN,
        "dL/dx[k]",
        "dL/dx[k]",
        {
            "larochelle": "dl/dx[j]",
            "gibiansky": "dE/dy[k]",
            "goodfellow": "dJ/dV[k]",
            "pytorch": "dL/dinput[k]",
        },
    ),
    (
        PLAIN,
        "dL/dw[j]",
        "sum(i, delta[i]*x[i+j])",
        {
            "larochelle": "sum(i, delta[i]*x[i+r-p-1])",
            "gibiansky": "sum(i, delta[i]*y[i+a])",
            "goodfellow": "sum(j, G[j]*V[j+m-1])",
            "pytorch": "sum(i, grad_output[i]*input[i+j])",
        },
    ),
    (
        PLAIN,
        "dL/dw[j]",
        "corr(x, delta, valid)",
        {
            "larochelle": "corr(x, delta, valid)[r-p-1]",
            "gibiansky": "corr(y, delta, valid)",
            "goodfellow": "corr(V, G, valid)",
            "pytorch": "corr(input, grad_output, valid)",
        },
    ),
    (
        STRIDED,
        "dL/dx[k]",
        "sum(j, delta[(k+p-d*j)/s]*w[j])",
        {
            "larochelle": "sum(q, delta[(j+p-d*q)/s]*k[r-q-1])",
            "gibiansky": "sum(a, delta[(k+p-d*a)/s]*omega[a])",
            "goodfellow": "sum(m, G[(k+p-d*(m-1)-1)/s+1]*K[m])",
            "pytorch": "sum(j, grad_output[(k+padding-dilation*j)/stride]*weight[j])",
        },
    ),
    (
        PLANE,
        "dL/dx[c,p,q]",
        "sum(o, u, v, w[o,c,u,v]*delta[o,p-u,q-v])",
        {
            "larochelle": "sum(o, p, q, k[o,c,r-p-1,m-q-1]*delta[o,u-p,v-q])",
            "gibiansky": "sum(o, a, b, omega[o,c,a,b]*delta[o,p-a,q-b])",
            "goodfellow": "sum(i, m, n, K[i,c,m,n]*G[i,p-m+1,q-n+1])",
            "pytorch": "sum(o, u, v, weight[o,c,u,v]*grad_output[o,p-u,q-v])",
        },
    ),
    (
        CONVOLUTION,
        "dL/dx[k]",
        "sum(j, delta[k+j]*w[j])",
        {
            "larochelle": "sum(p, delta[j+p]*k[p])",
            "gibiansky": "sum(a, delta[k+a]*omega[a])",
            "goodfellow": "sum(m, G[k+m-1]*K[m])",
            "pytorch": "sum(j, grad_output[k+j]*weight[j])",
        },
    ),
    (
        DENSE,
        "dL/dx[k]",
        "T(A) @ delta",
        {
            "larochelle": "T(A) @ delta",
            "gibiansky": "T(A) @ delta",
            "goodfellow": "T(A) @ G",
            "pytorch": "T(A) @ grad_output",
        },
    ),
]
