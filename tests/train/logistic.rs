//! Logistic regression with a ridge, by Newton's method: is it one, or which of several is it?

use crate::data::Example;

/// Weights; the first is added to every sum.
pub struct Model {
    pub weights: Vec<f64>,
}

impl Model {
    /// Fits the weights to `examples`; the weight at each place but the first is drawn to zero by `ridge`.
    pub fn fit(examples: &[&Example], ridge: impl Fn(usize) -> f64) -> Self {
        let size = examples.first().map_or(0, |example| example.measures.len()) + 1;
        Self::climb(size, |model| model.derivatives(examples, &ridge))
    }

    /// Fits the weights to `groups`, in each of which one example is the one to choose.
    pub fn fit_choice(groups: &[Vec<Example>], ridge: f64) -> Self {
        let size = groups
            .iter()
            .flatten()
            .next()
            .map_or(0, |example| example.measures.len())
            + 1;
        Self::climb(size, |model| model.choice_derivatives(groups, ridge))
    }

    /// Newton's method.
    fn climb(size: usize, derivatives: impl Fn(&Self) -> (Vec<f64>, Vec<Vec<f64>>)) -> Self {
        let mut model = Self {
            weights: vec![0.0; size],
        };
        for _ in 0..25 {
            let (gradient, hessian) = derivatives(&model);
            let step = solve(hessian, gradient);
            let longest = step
                .iter()
                .fold(0.0_f64, |longest, part| longest.max(part.abs()));
            let scale = if longest > 4.0 { 4.0 / longest } else { 1.0 };
            for (weight, part) in model.weights.iter_mut().zip(&step) {
                *weight += part * scale;
            }
            if longest < 1e-6 {
                break;
            }
        }
        model
    }

    /// The logarithm of the odds.
    pub fn logit(&self, measures: &[f32]) -> f64 {
        self.weights[0]
            + measures
                .iter()
                .zip(&self.weights[1..])
                .map(|(value, weight)| f64::from(*value) * weight)
                .sum::<f64>()
    }

    fn choice_derivatives(&self, groups: &[Vec<Example>], ridge: f64) -> (Vec<f64>, Vec<Vec<f64>>) {
        let size = self.weights.len();
        let (mut gradient, mut hessian) = self.pulls(|_| ridge);
        for group in groups
            .iter()
            .filter(|group| group.iter().any(|example| example.is_true))
        {
            let logits: Vec<f64> = group
                .iter()
                .map(|example| self.logit(&example.measures))
                .collect();
            let top = logits.iter().copied().fold(f64::MIN, f64::max);
            let sum: f64 = logits.iter().map(|logit| (logit - top).exp()).sum();
            let mut mean = vec![0.0; size];
            for (example, logit) in group.iter().zip(&logits) {
                let chance = (logit - top).exp() / sum;
                let present = present(example);
                for (row, value) in &present {
                    mean[*row] += chance * value;
                    gradient[*row] += if example.is_true { *value } else { 0.0 };
                    for (column, other) in present.iter().filter(|_| chance > 1e-7) {
                        hessian[*row][*column] += chance * value * other;
                    }
                }
            }
            for row in 0..size {
                gradient[row] -= mean[row];
                for column in 0..size {
                    hessian[row][column] -= mean[row] * mean[column];
                }
            }
        }
        (gradient, hessian)
    }

    /// What draws the weights to zero; the first is left alone but for a trace.
    fn pulls(&self, ridge: impl Fn(usize) -> f64) -> (Vec<f64>, Vec<Vec<f64>>) {
        let size = self.weights.len();
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for at in 0..size {
            let pull = if at == 0 { 1e-6 } else { ridge(at) };
            gradient[at] = -pull * self.weights[at];
            hessian[at][at] = pull;
        }
        (gradient, hessian)
    }

    fn derivatives(
        &self,
        examples: &[&Example],
        ridge: impl Fn(usize) -> f64,
    ) -> (Vec<f64>, Vec<Vec<f64>>) {
        let (mut gradient, mut hessian) = self.pulls(ridge);
        for example in examples {
            let chance = 1.0 / (1.0 + (-self.logit(&example.measures)).exp());
            let weight = f64::from(example.weight);
            let error = weight * (f64::from(u8::from(example.is_true)) - chance);
            let spread = weight * (chance * (1.0 - chance)).max(1e-9);
            let present = present(example);
            for (row, value) in &present {
                gradient[*row] += error * value;
                for (column, other) in &present {
                    hessian[*row][*column] += spread * value * other;
                }
            }
        }
        (gradient, hessian)
    }
}

/// The measures that are not zero, by place; the first is always there.
fn present(example: &Example) -> Vec<(usize, f64)> {
    let measures = example
        .measures
        .iter()
        .enumerate()
        .map(|(at, value)| (at + 1, f64::from(*value)));
    std::iter::once((0, 1.0))
        .chain(measures)
        .filter(|(_, value)| *value != 0.0)
        .collect()
}

/// Solves `matrix` times what comes back equals `right`, by elimination with pivots.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for column in 0..size {
        let pivot = (column..size)
            .max_by(|a, b| {
                matrix[*a][column]
                    .abs()
                    .total_cmp(&matrix[*b][column].abs())
            })
            .expect("a row is left");
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let lead = matrix[column].clone();
        let below = right[column];
        for row in column + 1..size {
            let factor = matrix[row][column] / lead[column];
            if factor != 0.0 {
                for at in column..size {
                    matrix[row][at] -= factor * lead[at];
                }
                right[row] -= factor * below;
            }
        }
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
