"""The formula language as a table, second half: gradients, brackets of truth, derivatives and whole arrays."""

ROWS = (
    (
        "dL/dx[k]",
        "sum(j, delta[k-j]*w[j])",
        r"\sum_{j} \delta_{k-j}\,w_{j}",
        (
            ("sum(j, delta[k-j]*w[j])", "the answer of the course"),
            ("dx[k] = sum(j, delta[k-j]*w[j])", "a left side as in code"),
            ("grad_x[k] = sum(j, delta[k-j]*w[j])", "another left side as in code"),
        ),
    ),
    (
        "dL/dx[k]",
        "sum(j, w[j]*delta[k-j])",
        r"\sum_{j} w_{j}\,\delta_{k-j}",
        (
            ("Σ_j w_j·δ_{k−j}", "the same in unicode"),
            (r"\frac{\partial L}{\partial x_i} = \sum_{j} w_{j}\,\delta_{i-j}", "the same in LaTeX"),
        ),
    ),
    (
        "dL/dx[k]",
        "sum(j=0..m-1, w[j]*delta[k-j])",
        r"\sum_{j=0}^{m-1} w_{j}\,\delta_{k-j}",
        (("dL/dx[i] = sum(j=0..m-1, w[j] delta[i-j])", "the same in other letters"),),
    ),
    (
        "dL/dx[k]",
        "conv(delta, w, full)",
        r"\operatorname{conv}(\delta, w, \text{full})",
        (
            ("dL/dx = conv(delta, w, full)", "a left side without indices, for whole arrays"),
            ("conv(delta, w)", "conv is full unless said"),
            ("convolve(delta, w, mode='full')", "NumPy's word and keyword"),
        ),
    ),
    (
        "dL/dx[k]",
        "corr(delta, flip(w), full)[k]",
        r"\operatorname{corr}(\delta, \operatorname{flip}(w), \text{full})_{k}",
        (('corr(delta, flip(w), "full")[k]', "an operand that is an operation"),),
    ),
    (
        "dL/dx[k]",
        "conv(delta*sigma'(z), w, full)",
        r"\operatorname{conv}(\delta\,\sigma'(z), w, \text{full})",
        (("conv(delta*sigma'(z), w, full)", "an elementwise operand"),),
    ),
    (
        "dL/dx[k]",
        "flip(w)[k] + 2*delta[k]",
        r"\operatorname{flip}(w)_{k} + 2 \delta_{k}",
        (("(flip(w) + 2*delta)[k]", "indices go through to the arrays"),),
    ),
    (
        "dL/dx[k]",
        "conv(dilate(delta, s), w, full)",
        r"\operatorname{conv}(\operatorname{dilate}(\delta, s), w, \text{full})",
        (("conv(dilate(delta, s), w)", "zeros inserted"),),
    ),
    (
        "dL/dx[k]",
        "sum(i, j, delta[i]*w[j]*[i+j == k])",
        r"\sum_{i,j} \delta_{i}\,w_{j}\,[\,i+j=k\,]",
        (
            ("sum(i,j, delta[i]*w[j]*[i+j == k])", "a bracket of truth"),
            ("sum(i, j, delta[i]*w[j](i+j==k))", "a round bracket of truth"),
            ("Σ_{i,j} δ_i w_j 𝟙[i+j=k]", "a bracket of truth behind a one, with a single ="),
            (r"\sum_{i,j} \delta_i w_j \mathbb{1}_{i+j=k}", "a bracket of truth as a subscript"),
            ("sum(i, j, delta[i]*w[j]*kron(i+j, k))", "kron is a bracket of truth"),
            (r"\sum_{i+j=k} \delta_i w_j", "a condition below the sum binds its new letters"),
        ),
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[k-j]*w[j]*[0 <= k-j]*[k-j < n-m+1])",
        r"\sum_{j} \delta_{k-j}\,w_{j}\,[\,0\le k-j\,]\,[\,k-j<n-m+1\,]",
        (("sum(j, delta[k-j]*w[j]*[0 <= k-j < n-m+1])", "a chain is two brackets"),),
    ),
    (
        "dL/dx[k]",
        "sum(j, x[j]*[x[k] >= z[j]]*[k != j])",
        r"\sum_{j} x_{j}\,[\,x_{k}\ge z_{j}\,]\,[\,k\ne j\,]",
        (("sum(j, x[j]*[x[k] ≥ z[j]]*[k ≠ j])", "comparisons of values, unicode relations"),),
    ),
    (
        "dL/dx[k]",
        "sum(i, delta[i]*d(z[i], x[k]))",
        r"\sum_{i} \delta_{i}\,\frac{\partial z_{i}}{\partial x_{k}}",
        (
            ("sum(i, delta[i]*d(z[i], x[k]))", "a partial derivative"),
            ("sum(i, dL/dz[i] * dz[i]/dx[k])", "the chain rule; dL/dz is delta"),
            ("Σ_i ∂L/∂z_i ∂z_i/∂x_k", "the chain rule in unicode"),
            (r"\sum_i \frac{\partial L}{\partial z_i} \frac{\partial z_i}{\partial x_k}", "the chain rule in LaTeX"),
        ),
    ),
    (
        "dL/dx[k]",
        "sum(i, delta[i]*d(sum(j, w[j]*x[i+j]), x[k]))",
        r"\sum_{i} \delta_{i}\,\frac{\partial \left(\sum_{j} w_{j}\,x_{i+j}\right)}{\partial x_{k}}",
        (
            ("sum(i, delta[i]*d(sum(j, w[j]*x[i+j]), x[k]))", "a derivative of a sum"),
            (
                r"\sum_i \delta_i \frac{\partial}{\partial x_k} \sum_j w_j x_{i+j}",
                "a derivative as an operator reaches over the product",
            ),
        ),
    ),
    (
        "dL/dx[k]",
        "dL/dx[k]",
        r"\frac{\partial L}{\partial x_{k}}",
        ((r"\frac{\partial L}{\partial x_k}", "the question repeated is a formula"),),
    ),
    (
        "dL/dx[k]",
        "sum(j, delta[(k-d*j)/s]*w[j])",
        r"\sum_{j} \delta_{(k-d j)/s}\,w_{j}",
        (("sum(j, delta[(k-d*j)/s]*w[j])", "the parameter d beside the d of derivatives"),),
    ),
    (
        "dL/dx[k]",
        "d*(k - 1)*delta[k]",
        r"d (k - 1)\,\delta_{k}",
        (("d(k-1)*delta[k]", "d before a bracket without a comma is the parameter"),),
    ),
    (
        "dL/dx[k]",
        "sum(i=relu(k-m+1)..k-relu(k-(n-m)), delta[i]*w[k-i])",
        r"\sum_{i=\operatorname{relu}(k-m+1)}^{k-\operatorname{relu}(k-(n-m))} \delta_{i}\,w_{k-i}",
        (("sum(i=max(0, k-m+1)..min(k, n-m), delta[i]*w[k-i])", "limits from a minimum and a maximum"),),
    ),
    (
        "dL/dx[k]",
        "sum(n, delta[n]*w[k-n])",
        r"\sum_{n} \delta_{n}\,w_{k-n}",
        (("sum(n, delta[n]*w[k-n])", "a bound index hides a size"),),
    ),
    (
        "dz[i]/dx[k]",
        "w[k-i]",
        "w_{k-i}",
        (
            ("w[k-i]", "two indices asked for"),
            ("∂z_a/∂x_b = w_{b-a}", "its letters renamed"),
        ),
    ),
    (
        "dz[i]/dx[k]",
        "d(sum(j, w[j]*x[i+j]), x[k])",
        r"\frac{\partial \left(\sum_{j} w_{j}\,x_{i+j}\right)}{\partial x_{k}}",
        (("dz[i]/dx[k] = d(sum(j, w[j]*x[i+j]), x[k])", "the left side of a local derivative"),),
    ),
    (
        "dL/dw[o,c,u,v]",
        "sum(i, j, delta[o,i,j]*x[c,i+u,j+v])",
        r"\sum_{i,j} \delta_{o,i,j}\,x_{c,i+u,j+v}",
        (
            ("sum(i,j, delta[o,i,j]*x[c,i+u,j+v])", "the gradient of a kernel with channels"),
            ("Σ_{ij} δ_{oij} x_{c,i+u,j+v}", "letters run together as the axes demand"),
        ),
    ),
    (
        "dL/dw[o,c,u,v]",
        "w[o,c,u,v] + w[o,c,u,v] + w[o,c,u,v]",
        "w_{o,c,u,v} + w_{o,c,u,v} + w_{o,c,u,v}",
        (("w_{ocuv} + w_ocuv + w[o][c][u,v]", "four axes in three spellings"),),
    ),
    (
        "dL/dw[o,c,u,v]",
        "sum(i, j, delta[o,i,j]*x[c,s*i+d*u,s*j+d*v])",
        r"\sum_{i,j} \delta_{o,i,j}\,x_{c,s i+d u,s j+d v}",
        (("dL/dw[a,b,e,f] = sum(i, j, delta[a,i,j]*x[b,s*i+d*e,s*j+d*f])", "all letters renamed at once"),),
    ),
    (
        "dL/dx[c,p,q]",
        "sum(o, u=0..r-1, v=0..r-1, w[o,c,u,v]*delta[o,p-u,q-v])",
        r"\sum_{o} \sum_{u=0}^{r-1} \sum_{v=0}^{r-1} w_{o,c,u,v}\,\delta_{o,p-u,q-v}",
        ((r"\sum_{o}\sum_{u,v=0}^{r-1} w_{ocuv}\,\delta_{o,p-u,q-v}", "one upper limit for two indices"),),
    ),
    (
        "dL/dx[c,p,q]",
        "sum(o, u=0..r-1, v, w[o,c,u,v]*delta[o,p-u,q-v])",
        r"\sum_{o} \sum_{u=0}^{r-1} \sum_{v} w_{o,c,u,v}\,\delta_{o,p-u,q-v}",
        (("sum(o, u=0..r-1, v, w[o,c,u,v]*delta[o,p-u,q-v])", "an index with a range among others without"),),
    ),
    (
        "dL/dx[c,p,q]",
        "sum(o, b[o]*delta[o,p,q])",
        r"\sum_{o} b_{o}\,\delta_{o,p,q}",
        (("Σ_o b_o δ_{o,p,q}", "sizes named like indices are hidden"),),
    ),
)
